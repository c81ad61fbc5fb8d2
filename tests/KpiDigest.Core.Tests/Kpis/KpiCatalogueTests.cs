using System.Text.RegularExpressions;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Kpis;

public partial class KpiCatalogueTests
{
    private static readonly string[] Order =
    [
        "won-revenue", "win-rate", "win-rate-value", "needs-help", "skills-gaps", "win-rate-gain", "quota-attainment", "target-achievement", "goal-concentration",
        "forecast-accuracy", "slippage", "engagement-score", "coaching-hours", "rep-retention", "cross-sell-share", "new-large-clients", "competitive-displacements",
        "gross-margin", "sales-cycle", "objectives", "average-deal", "website-traffic", "lead-conversion", "cac", "clv", "churn-rate", "client-engagement",
        "training-effect", "pipeline-created", "pipeline-coverage", "pipeline-bridge", "sales-velocity", "stage-conversion", "stale-deals", "lost-reasons", "customer-trends",
    ];

    public static TheoryData<string> Ids => [.. KpiCatalogue.All.Select(k => k.Id)];

    public static TheoryData<string> IdsAboutDeals => [.. KpiCatalogue.All.Where(k => k.Needs.Contains(FactKind.Deal)).Select(k => k.Id)];

    [Fact]
    public void Holds_the_kpis_in_the_catalogues_order() => Assert.Equal(Order, KpiCatalogue.All.Select(k => k.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_kpi_follows_the_name_rule_has_a_test_class_and_one_sentence(string id)
    {
        var kpi = Some.Kpi(id);
        var name = string.Concat(id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

        Assert.Matches(IdRule(), id);
        Assert.Equal(name, kpi.GetType().Name);
        Assert.NotNull(GetType().Assembly.GetType($"{GetType().Namespace}.{name}Tests"));
        Assert.Matches(Sentence(), kpi.Definition);
        Assert.True(kpi.Formula.Length > 5);
        Assert.True(kpi.Name.Length is > 3 and < 30);
    }

    [Theory]
    [InlineData("won-revenue", "CTR", "WQ", KpiUnit.Currency)]
    [InlineData("win-rate", "CTR", "WQ", KpiUnit.Ratio)]
    [InlineData("win-rate-value", "CTR", "Q", KpiUnit.Ratio)]
    [InlineData("needs-help", "CTR", "WQ", KpiUnit.Ratio)]
    [InlineData("skills-gaps", "CTR", "Q", KpiUnit.Count)]
    [InlineData("win-rate-gain", "CTR", "Q", KpiUnit.Ratio)]
    [InlineData("quota-attainment", "CTR", "WQ", KpiUnit.Ratio)]
    [InlineData("target-achievement", "CTR", "WQ", KpiUnit.Ratio)]
    [InlineData("goal-concentration", "CT", "Q", KpiUnit.Ratio)]
    [InlineData("forecast-accuracy", "CTR", "Q", KpiUnit.Ratio)]
    [InlineData("slippage", "CTR", "WQ", KpiUnit.Ratio)]
    [InlineData("cross-sell-share", "CTR", "Q", KpiUnit.Ratio)]
    [InlineData("new-large-clients", "CTR", "WQ", KpiUnit.Count)]
    [InlineData("competitive-displacements", "CTR", "Q", KpiUnit.Count)]
    [InlineData("gross-margin", "CTR", "Q", KpiUnit.Ratio)]
    [InlineData("sales-cycle", "CTR", "WQ", KpiUnit.Days)]
    [InlineData("average-deal", "CTR", "WQ", KpiUnit.Currency)]
    [InlineData("pipeline-created", "CTR", "WQ", KpiUnit.Currency)]
    [InlineData("pipeline-coverage", "CTR", "W", KpiUnit.Ratio)]
    [InlineData("pipeline-bridge", "CT", "WQ", KpiUnit.Currency)]
    [InlineData("sales-velocity", "CT", "Q", KpiUnit.Currency)]
    [InlineData("stage-conversion", "CTR", "Q", KpiUnit.Ratio)]
    [InlineData("stale-deals", "CTR", "W", KpiUnit.Count)]
    [InlineData("lost-reasons", "CT", "Q", KpiUnit.Ratio)]
    [InlineData("customer-trends", "CT", "Q", KpiUnit.Count)]
    public void Levels_cadences_and_units_are_the_catalogues(string id, string levels, string cadences, KpiUnit unit)
    {
        var kpi = Some.Kpi(id);

        Assert.Equal(levels, string.Concat(kpi.Levels.Select(l => l.ToString()[0])));
        Assert.Equal(cadences, string.Concat(kpi.Cadences.Select(c => c == PeriodKind.Week ? 'W' : 'Q')));
        Assert.Equal((unit, id == "pipeline-coverage"), (kpi.Unit, kpi.IsMultiple));
    }

    [Theory]
    [InlineData("win-rate-value", "2017-W50", "win-rate-value is not defined for a week")]
    [InlineData("stale-deals", "2017-Q4", "stale-deals is not defined for a quarter")]
    [InlineData("pipeline-coverage", "2017-Q4", "pipeline-coverage is not defined for a quarter")]
    public void Another_cadence_is_not_applicable(string id, string period, string reason)
    {
        var result = Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), id, period);

        Assert.Equal((KpiStatus.NotApplicable, reason, null, null), (result.Status, result.Reason, result.Value, result.Previous));
    }

    [Theory]
    [MemberData(nameof(IdsAboutDeals))]
    public void Deals_that_were_never_synced_are_no_data_everywhere(string id)
    {
        var company = Some.Company().Rep("ann").Quota(Some.Quota(100));
        company.Builder.MarkMissing(FactKind.Deal, "deals were never synced: run 'kpidigest sync'");
        var facts = company.Build();

        var result = Some.Evaluate(facts, id, Some.Kpi(id).Cadences.Contains(PeriodKind.Week) ? "2017-W50" : "2017-Q4");

        Assert.Equal((KpiStatus.NoData, "deals were never synced: run 'kpidigest sync'"), (result.Status, result.Reason));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_empty_company_gives_zero_or_a_reason_and_never_an_exception(string id)
    {
        var facts = Some.Company().Build();
        foreach (var period in new[] { "2017-W50", "2017-Q4" })
        {
            var result = Some.Evaluate(facts, id, period);
            Assert.Equal(result.Status is KpiStatus.Ok, result.Value is not null);
            Assert.Equal(result.Status is KpiStatus.Ok, result.Reason is null);
            Assert.Contains(result.Signal, new[] { "no-history", "not-charted" });
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_period_that_has_not_begun_is_no_data(string id)
    {
        var period = Some.Kpi(id).Cadences.Contains(PeriodKind.Week) ? "2018-W02" : "2018-Q2";
        var result = Some.Evaluate(Some.Company("2018-01-03").Rep("ann").Deal(Some.Deal()).Quota(Some.Quota(100)).Build(), id, period);

        Assert.Equal((KpiStatus.NoData, true), (result.Status, result.Reason!.Contains("has not begun", StringComparison.Ordinal)));
    }

    [Fact]
    public void Compares_with_the_previous_period_and_the_year_before()
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Deal(Some.Deal(amount: 100, close: "2016-11-15", created: "2016-07-15"))
            .Deal(Some.Deal(amount: 150, close: "2017-08-15", created: "2016-07-15")).Deal(Some.Deal(amount: 400)).Build();

        var result = Some.Evaluate(facts, "won-revenue");

        Assert.Equal(("2017-Q3", 150m, 250m, false), (result.Previous!.Period.Label, result.Previous.Value, result.Previous.Change, result.Previous.ToDate));
        Assert.Equal(("2016-Q4", 100m, 300m, false), (result.YearAgo!.Period.Label, result.YearAgo.Value, result.YearAgo.Change, result.YearAgo.ToDate));
    }

    [Fact]
    public void An_unfinished_period_is_compared_with_earlier_ones_cut_after_as_many_business_days()
    {
        // As of Thursday 07:00 three business days have gone; the week before counts to its Wednesday.
        var facts = Some.Company("2017-12-14T07:00:00Z").Rep("ann").Deal(Some.Deal(amount: 400, close: "2017-12-14T06:00:00Z"))
            .Deal(Some.Deal(amount: 30, close: "2017-12-06T23:59:59Z")).Deal(Some.Deal(amount: 7, close: "2017-12-07T00:00:00Z")).Build();

        var result = Some.Evaluate(facts, "won-revenue", "2017-W50");

        Assert.Equal((400m, true), (result.Value, result.ToDate));
        Assert.Equal((30m, 370m, true), (result.Previous!.Value, result.Previous.Change, result.Previous.ToDate));
    }

    [Fact]
    public void What_lies_before_the_first_known_deal_is_no_comparison()
    {
        var result = Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(created: "2017-08-01")).Build(), "won-revenue");

        Assert.Equal((0m, 1000m), (result.Previous!.Value, result.Previous.Change));
        Assert.Equal((null, null), (result.YearAgo!.Value, result.YearAgo.Change));
    }

    [Fact]
    public void Explain_and_evaluate_say_the_same_and_excluded_deals_carry_their_reason()
    {
        var facts = Some.Company(rules: new DealRules { NotALoss = ["duplicate"] }).Rep("ann").Deal(Some.Deal())
            .Deal(Some.Deal(kind: DealKind.Renewal)).Deal(Some.Deal(DealStatus.Lost, lostReason: "duplicate")).Build();

        var (result, records) = Some.Explain(facts, "win-rate");

        Assert.Equal(Some.Evaluate(facts, "win-rate").Value, result.Value);
        Assert.Equal(["excluded: lost reason 'duplicate'", "excluded: renewal", "numerator+denominator"], records.Select(r => r.Role).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex IdRule();

    [GeneratedRegex("^[A-Z][^.!?]{20,180}\\.$")]
    private static partial Regex Sentence();
}
