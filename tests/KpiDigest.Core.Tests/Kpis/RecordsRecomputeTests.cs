using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Kpis;

/// <summary>Every printed number can be recomputed from nothing but the records that explain lists.</summary>
public class RecordsRecomputeTests
{
    private static readonly SalesFacts Facts = RandomCompany.Build(7, deals: 700);

    public static TheoryData<string, string> Cases => new(
        from kpi in KpiCatalogue.All
        from period in new[] { "2017-Q3", "2017-Q4", "2017-W46", "2017-W47", "2017-W50" }
        where kpi.Cadences.Contains(period.Contains('W', StringComparison.Ordinal) ? Core.Periods.PeriodKind.Week : Core.Periods.PeriodKind.Quarter)
        select (kpi.Id, period));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_roles_recompute_to_the_value_in_every_scope(string id, string period)
    {
        var judged = 0;
        foreach (var scope in RandomCompany.Scopes(Facts))
        {
            var (result, records) = Some.Explain(Facts, id, period, scope);
            Assert.Equal(Some.Evaluate(Facts, id, period, scope).Value, result.Value);
            if (result.Value is not { } value) continue;
            judged++;
            Assert.Equal(Math.Round(value, 15), Math.Round(Recompute(id, scope, records), 15));
        }

        // A forecast has no actual before the quarter ended, and no training of the third quarter has 90 days of deals before it.
        var cannot = (id == "forecast-accuracy" && Facts.AsOf < Some.Period(Facts, period).EndInstant) || (id, period) == ("training-effect", "2017-Q3");
        Assert.True(judged > 0 || cannot, $"{id} has no value anywhere in {period}");
    }

    private static decimal Recompute(string id, Scope scope, IReadOnlyList<KpiRecord> records) => id switch
    {
        "won-revenue" or "pipeline-created" => Sum(records, "term"),
        "average-deal" => records.Where(r => r.Role == "term").Average(r => r.Amount!.Value),
        "sales-cycle" => Percentile.Median(records.Where(r => r.Role == "term").Select(r => r.Amount!.Value)),
        "win-rate" or "needs-help" or "slippage" or "stage-conversion" or "lost-reasons" => (decimal)Count(records, "numerator") / Count(records, "denominator"),
        "quota-attainment" when scope.Kind != ScopeKind.Rep => (decimal)Count(records, "numerator") / Count(records, "denominator"),
        "win-rate-value" or "target-achievement" or "quota-attainment" or "goal-concentration" or "cross-sell-share" => Sum(records, "numerator") / Sum(records, "denominator"),
        "pipeline-coverage" => (Sum(records, "due") + Sum(records, "overdue")) / (Sum(records, "quota") - Sum(records, "won")),
        "stale-deals" => Count(records, "stale"),
        "skills-gaps" => records.Count(r => r.Role.StartsWith("weakness", StringComparison.Ordinal)),
        "win-rate-gain" => Percentile.Median(records.Where(r => r.Role == "term").Select(r => r.Amount!.Value)),
        "forecast-accuracy" => Math.Max(0, 1 - (Math.Abs(Sum(records, "forecast") - Sum(records, "actual")) / Sum(records, "actual"))),
        "new-large-clients" or "competitive-displacements" => Count(records, "term"),
        "gross-margin" => Sum(records, "margin") / Sum(records, "amount"),
        "pipeline-bridge" => Sum(records, "opening") + Sum(records, "created") + Sum(records, "pulledIn") + Sum(records, "revalued") - Sum(records, "won") - Sum(records, "lost") - Sum(records, "pushed"),
        "sales-velocity" => Count(records, "open") * ((decimal)Count(records, "won") / (Count(records, "won") + Count(records, "lost")))
            * records.Where(r => r is { Role: "won", Amount: not null }).Average(r => r.Amount!.Value) / records.Where(r => r.Role == "cycle").Average(r => r.Amount!.Value),
        "customer-trends" => Count(records, "changed"),
        "engagement-score" => records.Sum(r => Score(r) * r.Amount!.Value) / records.Sum(r => r.Amount!.Value),
        "coaching-hours" or "cac" => Sum(records, "numerator") / Count(records, "denominator"),
        "rep-retention" or "objectives" or "lead-conversion" or "churn-rate" or "client-engagement" => (decimal)Count(records, "numerator") / Count(records, "denominator"),
        "website-traffic" or "clv" => Sum(records, "term"),
        "training-effect" => records.Where(r => r.Role == "participant").Average(r => r.Amount!.Value) - records.Where(r => r.Role == "other").Average(r => r.Amount!.Value),
        _ => throw new InvalidOperationException($"Say how {id} recomputes from its records."),
    };

    private static decimal Score(KpiRecord bar) => decimal.Parse(bar.Id["score ".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static int Count(IReadOnlyList<KpiRecord> records, string role) => records.Count(r => r.Role.Split('+').Contains(role));

    private static decimal Sum(IReadOnlyList<KpiRecord> records, string role) => records.Where(r => r.Role.Split('+').Contains(role)).Sum(r => r.Amount ?? 0);
}
