using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>cac</c>: spend of the period ÷ accounts that first bought in it.</summary>
internal sealed class Cac : IKpi
{
    private const decimal DaysPerMonth = 365.25m / 12;

    public string Id => "cac";

    public string Name => "Customer acquisition cost";

    public string Definition => "Spend on sales and marketing per account that bought for the first time.";

    public string Formula => "spend overlapping the period by days ÷ accounts with first win in it";

    public KpiUnit Unit => KpiUnit.Currency;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Spend];

    public KpiResult Compute(KpiInput input)
    {
        var (facts, start, end) = (input.Facts, input.Period.Start, input.Gone);
        var won = ClosedDeals.Of(input with { Records = null }).Won;
        var customers = Customers.Of(input);
        var found = customers.All.Where(a => customers.FirstBought(a) is { } day && day >= start && day < input.Until).ToList();
        foreach (var (row, amount) in AcquisitionSpend.Shares(facts, start, end)) input.Report(FactKind.Spend, row.Id, "numerator", amount);
        foreach (var account in found) input.Report(FactKind.Account, facts.AccountBook.IdOf(account), "denominator");
        var covered = AcquisitionSpend.CoveredDays(facts, start, end);
        var (spend, withoutAccount, days) = (AcquisitionSpend.Of(facts, start, end), won.Count(d => d.AccountId is null), NodaTime.Period.DaysBetween(start, end));
        var reason = covered == 0 ? $"spend.csv has no row that overlaps {input.Period.Label}"
            : found.Count == 0 ? $"no account bought for the first time in {input.Period.Label}{(withoutAccount == 0 ? "" : $"; {withoutAccount} deals won name no account")}" : null;
        var lag = LagMonths(won);
        return (reason is null ? KpiResult.Of(this, spend / found.Count) : KpiResult.NoData(this, reason)) with
        {
            Status = reason is not null ? KpiStatus.NoData : covered < days ? KpiStatus.Partial : KpiStatus.Ok,
            Reason = reason ?? (covered < days ? $"spend.csv covers {covered} of the {days} days of {input.Period.Label} gone" : null),
            Numerator = spend,
            Denominator = found.Count,
            Parts =
            [
                new KpiPart("lagged", lag is { } months ? PerAccount(facts, start.PlusMonths(-months), end.PlusMonths(-months), found.Count) : null),
                new KpiPart("lagMonths", lag),
                new KpiPart("trailing4q", Trailing(input, customers)),
                new KpiPart("withoutAccount", withoutAccount),
            ],
        };
    }

    /// <summary>The median cycle of the period's deals won in whole months; null where none states when it was created.</summary>
    private static int? LagMonths(List<DealRow> won)
    {
        var days = won.Where(d => d is { Close: not null, Created: not null }).Select(d => (decimal)NodaTime.Period.DaysBetween(d.Created!.Value, d.Close!.Value)).ToList();
        return days.Count == 0 ? null : Math.Max(0, (int)Math.Round(Percentile.Median(days) / DaysPerMonth, MidpointRounding.AwayFromZero));
    }

    private static decimal? Trailing(KpiInput input, Customers customers)
    {
        var start = input.Facts.Calendar.Trailing(input.Period, 4)[0].Start;
        return PerAccount(input.Facts, start, input.Gone, customers.All.Count(a => customers.FirstBought(a) is { } day && day >= start && day < input.Until));
    }

    /// <summary>Null where the file does not cover the whole span: a part of the spend would pass for all of it.</summary>
    private static decimal? PerAccount(SalesFacts facts, LocalDate start, LocalDate end, int accounts) =>
        accounts == 0 || !AcquisitionSpend.Covers(facts, start, end) ? null : AcquisitionSpend.Of(facts, start, end) / accounts;
}
