using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>new-large-clients</c>: accounts whose first win ever lies in the period with an amount of at least the size.</summary>
internal sealed class NewLargeClients : IKpi
{
    private const int QuartersBefore = 4;
    private const decimal LargePercentile = 0.9m;

    public string Id => "new-large-clients";

    public string Name => "New large clients";

    public string Definition => "Clients won for the first time in the period with an amount of at least the configured size.";

    public string Formula => "accounts whose first win ever lies in the period, won amount ≥ size";

    public KpiUnit Unit => KpiUnit.Count;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        if (input.Facts.Once("deals-with-account", () => Array.Exists(input.Facts.Deals.Account, a => a is not null)) is false)
            return KpiResult.NoData(this, "no deal names its account (the CRM's company of a deal)");
        var won = ClosedDeals.Of(input).Won;
        var first = won.Where(d => IsFirst(input, d)).ToList();
        var size = SizeOf(input);
        var large = first.Where(d => d.Amount >= size).ToList();
        foreach (var deal in first) input.Report(FactKind.Account, deal.AccountId!, deal.Amount >= size ? "term" : "excluded: smaller", deal.Amount);
        var reason = MissingRates.Of(input, first)
            ?? (size is null ? "no new client with an amount was won in the 4 quarters before, which the size comes from: configure a size" : null);
        return (reason is null ? KpiResult.Of(this, large.Count) : KpiResult.NoData(this, reason)) with
        {
            Parts =
            [
                new KpiPart("amount", reason is null ? large.Sum(d => d.Amount ?? 0) : null),
                new KpiPart("size", size),
                new KpiPart("newClients", first.Count),
                new KpiPart("withoutAccount", won.Count(d => d.AccountId is null)),
            ],
        };
    }

    private static bool IsFirst(KpiInput input, DealRow deal) =>
        deal.AccountId is { } account && input.Facts.PurchasesOf(input.Facts.AccountBook.NumberOf(account), input.AsOf)[0].Index == deal.Index;

    /// <summary>Configured, else the 90th percentile of the company's new wins of the 4 quarters before; the same for every scope.</summary>
    private static decimal? SizeOf(KpiInput input)
    {
        if (input.Facts.KpiRules.LargeClientSize is { } configured) return configured;
        var before = input.Facts.Calendar.Trailing(input.Facts.Calendar.Previous(input.Facts.Calendar.QuarterOf(input.Period)), QuartersBefore);
        decimal[] size = input.Facts.Once(
            ("large-client-size", before[0].Start, before[^1].End, input.AsOf),
            () => NewWins(input, before[0].Start, before[^1].End) is { Count: > 0 } amounts ? [Percentile.Of(amounts, LargePercentile)] : Array.Empty<decimal>());
        return size.Length == 0 ? null : size[0];
    }

    private static List<decimal> NewWins(KpiInput input, LocalDate from, LocalDate until)
    {
        var company = input with { Scope = Scope.Company, Records = null };
        return [.. ClosedDeals.Of(company, from, until).Won.Where(d => IsFirst(company, d)).Select(d => d.Amount).OfType<decimal>()];
    }
}
