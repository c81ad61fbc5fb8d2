using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>churn-rate</c>: customers at the start who were lost in the period ÷ customers at the start.</summary>
internal sealed class ChurnRate : IKpi
{
    public string Id => "churn-rate";

    public string Name => "Churn rate";

    public string Definition => "The share of the customers at the start of the period who were lost in it.";

    public string Formula => "customers at start lost in the period ÷ customers at start";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => false;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        if (Customers.Fault(input.Facts) is { } fault) return KpiResult.NoData(this, fault);
        var (customers, start, end) = (Customers.Of(input), input.Period.Start, input.Gone);
        if (customers.FaultBetween(start, end) is { } unknown) return KpiResult.NoData(this, unknown);
        var atStart = customers.At(start);
        var lost = customers.LostIn(atStart, end).ToHashSet();
        foreach (var account in atStart) input.Report(FactKind.Account, input.Facts.AccountBook.IdOf(account), lost.Contains(account) ? "numerator+denominator" : "denominator");
        if (atStart.Count == 0) return KpiResult.NoData(this, $"{input.Scope} has no customer on {start:uuuu'-'MM'-'dd}");
        var rate = (decimal)lost.Count / atStart.Count;
        var kept = (1 - rate) * (1 - rate);
        return KpiResult.Of(this, rate) with
        {
            Numerator = lost.Count,
            Denominator = atStart.Count,
            Interval = Proportion.Interval(lost.Count, atStart.Count),
            Parts = [new KpiPart("annualised", 1 - (kept * kept)), new KpiPart("trailing12m", Trailing(input, customers)), .. Recurring(customers, start, end)],
        };
    }

    /// <summary>The churn of the four quarters that end with the input's period; null where nobody was a customer before.</summary>
    public static decimal? Trailing(KpiInput input, Customers customers)
    {
        var start = input.Facts.Calendar.Trailing(input.Period, 4)[0].Start;
        if (customers.FaultBetween(start, input.Gone) is not null) return null;
        var atStart = customers.At(start);
        return atStart.Count == 0 ? null : (decimal)customers.LostIn(atStart, input.Gone).Count / atStart.Count;
    }

    /// <summary>What is left of the recurring revenue of the start's customers: without and with what they bought more; null without the file.</summary>
    private static IEnumerable<KpiPart> Recurring(Customers customers, LocalDate start, LocalDate end)
    {
        var months = customers.All.Select(a => (Before: customers.RecurringAt(a, start), After: customers.RecurringAt(a, end))).Where(m => m.Before > 0).ToList();
        var before = months.Sum(m => m.Before);
        return
        [
            new KpiPart("grr", before == 0 ? null : months.Sum(m => Math.Min(m.Before, m.After)) / before),
            new KpiPart("nrr", before == 0 ? null : months.Sum(m => m.After) / before),
        ];
    }
}
