using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary><c>lead-conversion</c>: of the leads created in the period, the share with a deal won by now; earlier periods at equal age.</summary>
internal sealed class LeadConversion : IKpi
{
    /// <summary>Earlier leads won that must be known before anything is said of how many still come.</summary>
    private const int EnoughWon = 5;

    private static readonly LocalDate Ever = new(1, 1, 1);

    public string Id => "lead-conversion";

    public string Name => "Lead conversion";

    public string Definition => "The share of the leads created in the period that have become a won deal by now.";

    public string Formula => "leads created in the period with a deal won by T ÷ those leads";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Deal, FactKind.Prospect];

    public bool IsAtEqualAge => true;

    public KpiResult Compute(KpiInput input)
    {
        if (input.Facts.Prospects.Count == 0) return KpiResult.NoData(this, "no leads are synced: map the CRM's leads (or contacts with a lifecycle stage)");
        var leads = input.Facts.ProspectsOf(input.Scope, Ever, input.Until, input.AsOf).Select(p => LeadOutcome.Of(input, p)).ToList();
        var created = leads.FindAll(l => l.Created >= input.Period.Start);
        foreach (var lead in created) input.Report(FactKind.Prospect, lead.Id, lead.Won is null ? "denominator" : "numerator+denominator");
        var won = created.Count(l => l.Won is not null);
        return (created.Count == 0 ? KpiResult.NoData(this, $"no lead of {input.Scope} was created in {input.Period.Label}") : KpiResult.Of(this, (decimal)won / created.Count)) with
        {
            Numerator = won,
            Denominator = created.Count,
            Interval = Proportion.Interval(won, created.Count),
            Parts =
            [
                new KpiPart("periodForm", created.Count == 0 ? null : (decimal)leads.Count(l => l.Won >= input.Period.Start && l.Won < input.Until) / created.Count),
                .. Age(input, leads, created),
                KpiPart.List("bySource", created.GroupBy(l => l.Source, StringComparer.Ordinal).OrderByDescending(s => s.Count()).ThenBy(s => s.Key, StringComparer.Ordinal).Select(Source)),
            ],
        };
    }

    private static KpiPart Source(IGrouping<string, LeadOutcome> source) =>
        KpiPart.Row(KpiPart.Of("source", source.Key), Proportion.Part("rate", source.Count(l => l.Won is not null), source.Count()));

    /// <summary>Median age of the leads, and the share of the leads won, of those created in the year before, that were won at that age already.</summary>
    private static IEnumerable<KpiPart> Age(KpiInput input, List<LeadOutcome> leads, List<LeadOutcome> created)
    {
        if (created.Count == 0) return [new KpiPart("ageDays", null), new KpiPart("maturity", null)];
        var today = input.Facts.Calendar.DateOf(input.AsOf);
        var age = Percentile.Median(created.Select(l => (decimal)NodaTime.Period.DaysBetween(l.Created, today)));
        var before = leads.FindAll(l => l.Created < input.Period.Start && l.Created >= input.Period.Start.PlusYears(-1) && l.Won is not null);
        var early = before.Count(l => NodaTime.Period.DaysBetween(l.Created, l.Won!.Value) <= age);
        return [new KpiPart("ageDays", age), new KpiPart("maturity", before.Count < EnoughWon ? null : (decimal)early / before.Count)];
    }
}
