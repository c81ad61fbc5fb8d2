using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using NodaTime;

namespace KpiDigest.Tests.Rendering;

/// <summary>Hand-made figures of the fourth quarter of 2017.</summary>
internal static class SomeQuarter
{
    private static readonly Period Quarter = SomeFigures.Quarter;

    public static DigestFigures Quarterly(bool quota = true, int children = 6, bool history = true, Scope? scope = null) => new()
    {
        Template = "quarterly",
        Scope = scope ?? Scope.Company,
        Period = Quarter,
        Quarter = Quarter,
        AsOf = Instant.FromUtc(2018, 1, 5, 6, 0),
        HomeCurrency = "EUR",
        Results = Results(2_830_000, quota, history),
        NextCoverage = quota ? SomeFigures.Coverage(1.9m, 2.2m) with { Period = SomeFigures.Calendar.Next(Quarter) } : null,
        Children = [.. Enumerable.Range(0, children).Select(i => new ChildFigures(
            new Scope(ScopeKind.Team, "t" + i, i < Leads.Length ? Leads[i] : $"Team {i:00}"), OfTeam(i, Results(620_000 - (i * 60_000), quota, history), history), null))],
        Trends = Trends(quota, history ? 8 : 1),
        Deals = SomeFigures.Deals(),
        Outlook = [new(PipelineDue.Overdue, 14, 310_000), new(PipelineDue.NextQuarter, 212, 3_420_000), new(PipelineDue.Later, 40, 900_000), new(PipelineDue.Undated, 9, 0)],
        Coverage = SomeFigures.Coverage(),
        Rules = new DealRules { NotALoss = ["duplicate"], ExcludedPipelines = ["Partner & channel"] },
    };

    private static readonly string[] Leads = ["Cara Losch", "Dustin Brinkmann", "Melvin Marxen", "Rocco Neubert", "Summer Sewald", "Celia Rouche"];

    private static readonly decimal[] Won = [1.61m, 1.9m, 2.05m, 1.98m, 2.31m, 2.6m, 2.92m, 2.83m];

    private static Dictionary<string, KpiResult> Results(decimal won, bool quota, bool history) => new()
    {
        ["won-revenue"] = With(SomeFigures.Won(won, history ? won * 1.03m : null, 1127, SomeFigures.Calendar.Previous(Quarter)), history, won * 0.78m),
        ["target-achievement"] = quota ? SomeFigures.Achievement(won, 2_900_000, null, false) : SomeFigures.NoQuota("target-achievement"),
        ["quota-attainment"] = quota ? Ratio("quota-attainment", 17, 31, 0.61m) : SomeFigures.NoQuota("quota-attainment"),
        ["win-rate"] = With(Ratio("win-rate", 1127, 1846, history ? 0.614m : null) with { Interval = new KpiInterval(0.588m, 0.632m, 0.95m) }, history, 0.59m),
        ["win-rate-value"] = new() { Kpi = "win-rate-value", Unit = KpiUnit.Ratio, Status = KpiStatus.NoData, Reason = "719 of 719 lost deals state no amount" },
        ["average-deal"] = Plain("average-deal", KpiUnit.Currency, 2_511, history ? 2_590 : null, [new("median", 1_210)]),
        ["sales-cycle"] = Plain("sales-cycle", KpiUnit.Days, 57, history ? 54 : null, [new("p75", 85)]),
        ["pipeline-created"] = Plain("pipeline-created", KpiUnit.Currency, 4_120_000, history ? 3_900_000 : null, [new("count", 1_702)]),
    };

    /// <summary>In the last team but one a rep stands out.</summary>
    private static Dictionary<string, KpiResult> OfTeam(int team, Dictionary<string, KpiResult> results, bool history)
    {
        if (!history) return results;
        KpiPart named = new("named", null) { Rows = team == 4 ? [new("row", null) { Parts = [new("rep", null) { Text = "r1" }, new("p", 0.001m)] }] : [] };
        results["needs-help"] = Ratio("needs-help", team == 4 ? 2 : 1, 6, null) with { Parts = [named] };
        return results;
    }

    private static Dictionary<string, IReadOnlyList<TrendPoint>> Trends(bool quota, int quarters)
    {
        var periods = SomeFigures.Calendar.Trailing(Quarter, quarters);
        IReadOnlyList<TrendPoint> Points(Func<int, KpiResult> result) => [.. periods.Select((p, i) => new TrendPoint(p, result(i + 8 - quarters) with { Period = p }))];
        return new()
        {
            ["won-revenue"] = Points(i => SomeFigures.Won(Won[i] * 1_000_000, null, 900)),
            ["target-achievement"] = quota ? Points(i => SomeFigures.Achievement(Won[i] * 1_000_000, (1.7m + (i * 0.17m)) * 1_000_000, null, false)) : [],
            ["win-rate"] = Points(i => Ratio("win-rate", 533 + (i * 11), 1000, null) with { Interval = new KpiInterval(0.503m + (i * 0.011m), 0.563m + (i * 0.011m), 0.95m) }),
            ["average-deal"] = Points(i => Plain("average-deal", KpiUnit.Currency, 2_091 + (i * 60), null, [])),
            ["sales-cycle"] = Points(i => Plain("sales-cycle", KpiUnit.Days, 50 + i, null, [])),
            ["pipeline-created"] = Points(i => Plain("pipeline-created", KpiUnit.Currency, 3_000_000 + (i * 160_000), null, [])),
        };
    }

    private static KpiResult Ratio(string kpi, int numerator, int denominator, decimal? before) =>
        Plain(kpi, KpiUnit.Ratio, (decimal)numerator / denominator, before, []) with { Numerator = numerator, Denominator = denominator };

    private static KpiResult Plain(string kpi, KpiUnit unit, decimal value, decimal? before, KpiPart[] parts) => new()
    {
        Kpi = kpi,
        Unit = unit,
        Status = KpiStatus.Ok,
        Value = value,
        Period = Quarter,
        Previous = new KpiComparison(SomeFigures.Calendar.Previous(Quarter), before, value - before, false),
        YearAgo = new KpiComparison(SomeFigures.Calendar.YearAgo(Quarter), null, null, false),
        Parts = [.. parts],
    };

    private static KpiResult With(KpiResult result, bool history, decimal before) => result with
    {
        YearAgo = new KpiComparison(SomeFigures.Calendar.YearAgo(Quarter), history ? before : null, history ? result.Value - before : null, false),
    };
}
