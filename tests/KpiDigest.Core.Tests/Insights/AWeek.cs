using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Signals;
using NodaTime;

namespace KpiDigest.Core.Tests.Insights;

/// <summary>Hand-made figures of week 50 of 2017; a test states only the results its rule reads.</summary>
internal static class AWeek
{
    public static readonly PeriodCalendar Calendar = new(DateTimeZone.Utc);
    public static readonly Period Week = Calendar.Containing(PeriodKind.Week, new LocalDate(2017, 12, 13));
    public static readonly Period Quarter = Calendar.QuarterOf(Week);

    public static DigestFigures With(params KpiResult[] results) => new()
    {
        Template = "weekly",
        Scope = Scope.Company,
        Period = Week,
        Quarter = Quarter,
        AsOf = Week.EndInstant,
        HomeCurrency = "USD",
        Results = results.ToDictionary(r => r.Kpi),
        Children = [],
        Trends = new Dictionary<string, IReadOnlyList<TrendPoint>>(),
        Deals = [],
        Coverage = new Coverage { Deals = 0, Counted = 0, LeftOut = [], WonWithoutAmount = 0, WithoutOwner = 0, WithoutCreated = 0, OpenWithoutClose = 0, MissingRates = [], HasHistory = true },
        Rules = new DealRules(),
    };

    /// <summary>The same with what was known a week before.</summary>
    public static DigestFigures After(this DigestFigures figures, params KpiResult[] before) => figures with { WeekBefore = before.ToDictionary(r => r.Kpi) };

    public static KpiResult Result(string kpi, KpiUnit unit, decimal? value, params KpiPart[] parts) => new()
    {
        Kpi = kpi,
        Unit = unit,
        Status = value is null ? KpiStatus.NoData : KpiStatus.Ok,
        Reason = value is null ? "deals were never synced" : null,
        Value = value,
        Period = Quarter,
        Parts = [.. parts],
    };

    /// <summary>Won revenue of the week with the normal range 100 to 300 around 200.</summary>
    public static KpiResult Won(decimal? value = 250, string signal = "none", params KpiPart[] parts) =>
        Charted("won-revenue", KpiUnit.Currency, value, signal, new KpiRange(200, 100, 300)) with { Parts = [.. parts] };

    public static KpiResult Charted(string kpi, KpiUnit unit, decimal? value, string signal, KpiRange? range) =>
        Result(kpi, unit, value) with { Period = Week, Signal = signal, Range = range };

    public static KpiResult Target(decimal? pace = 0.94m, decimal? low = null, decimal? high = null, decimal quota = 1_000_000) =>
        Result("target-achievement", KpiUnit.Ratio, 0.5m, new KpiPart("pace", pace), new KpiPart("low80", low), new KpiPart("high80", high)) with { ToDate = true, Denominator = quota };

    public static KpiResult Cover(decimal value) => Result("pipeline-coverage", KpiUnit.Ratio, value, new KpiPart("required", 3));

    public static KpiResult Slipped(decimal amount) => Result("slippage", KpiUnit.Ratio, 0.3m, new KpiPart("amount", amount));

    public static KpiResult Help(int tooFew, params (string Rep, int Won, int Closed, decimal P, string State)[] named) => Result(
        "needs-help",
        KpiUnit.Ratio,
        0.3m,
        new KpiPart("bar", 0.24m),
        new KpiPart("tooFew", tooFew),
        KpiPart.List("named", named.Select(n => KpiPart.Row(
            KpiPart.Of("rep", n.Rep), new KpiPart("won", n.Won), new KpiPart("closed", n.Closed), new KpiPart("p", n.P), KpiPart.Of("state", n.State)))));

    public static KpiPart Effects(decimal closed, decimal winRate, decimal averageDeal, decimal? splitCredit = null) => new("effects", null)
    {
        Parts = [new("closed", closed), new("winRate", winRate), new("averageDeal", averageDeal), .. splitCredit is null ? Array.Empty<KpiPart>() : [new("splitCredit", splitCredit)]],
    };
}
