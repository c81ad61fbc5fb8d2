using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class QuotaAttainmentTests
{
    [Fact]
    public void Catalogue_example_5()
    {
        var facts = Example5().Build();

        var result = Some.Evaluate(facts, "quota-attainment");
        var x = Some.Evaluate(facts, "quota-attainment", scope: Some.Rep(facts, "X"));

        Assert.Equal((2m, 3m), (result.Numerator, result.Denominator));
        Assert.Equal(1.005669m, Math.Round(result.Part("mean")!.Value, 6));
        Assert.Equal(1m, result.Part("median"));
        Assert.Equal([0m, 0m, 1m, 2m], result.Parts.Single(p => p.Name == "bands").Values);
        Assert.Equal(2m, result.Part("onPace"));
        Assert.Null(result.Interval);
        Assert.Equal((63_913.04m, 1.0170m), (Math.Round(x.Denominator!.Value, 2), Math.Round(x.Value!.Value, 4)));
        Assert.Equal(KpiStatus.NoData, Some.Evaluate(facts, "quota-attainment", scope: Some.Rep(facts, "V")).Status);
    }

    [Theory]
    [InlineData("2017-12-01", 1)]
    [InlineData("2017-11-30", 0)]
    public void A_rep_with_under_20_employed_business_days_is_shown_but_not_counted(string hired, int tooNew)
    {
        // 2017-12-01 to the year's end has 19 business days (two holidays), one day more has 20.
        var facts = Some.Company().Rep("new").Rep("old").Employed("new", hired).Quota(Some.Quota(100, rep: "new")).Quota(Some.Quota(100, rep: "old")).Build();

        var (result, records) = Some.Explain(facts, "quota-attainment");

        Assert.Equal((2m - tooNew, tooNew), (result.Denominator, result.Part("tooNew")));
        Assert.Equal(tooNew, records.Count(r => r.Role == "excluded: under 20 employed business days"));
    }

    [Fact]
    public void Leavers_count_with_the_days_they_were_employed()
    {
        var facts = Some.Company().Rep("ann").Employed("ann", null, "2017-11-16").Employed("ann", "2017-12-01").Quota(Some.Quota(920, rep: "ann")).Deal(Some.Deal(amount: 770)).Build();

        var result = Some.Evaluate(facts, "quota-attainment", scope: Some.Rep(facts, "ann"));

        Assert.Equal((770m, 1m), (result.Denominator, result.Value));
    }

    [Fact]
    public void A_rep_counts_with_everything_won_wherever_the_deals_belong()
    {
        var facts = Some.Company().Team("east").Team("west").Rep("ann", "east", "2016-01-01").Rep("ann", "west", "2017-12-01")
            .Quota(Some.Quota(2000, rep: "ann")).Deal(Some.Deal(close: "2017-11-15")).Deal(Some.Deal(close: "2017-12-15")).Build();

        Assert.Equal(1m, Some.Evaluate(facts, "quota-attainment", scope: Some.Team(facts, "west")).Value);
        Assert.Equal(KpiStatus.NoData, Some.Evaluate(facts, "quota-attainment", scope: Some.Team(facts, "east")).Status);
    }

    [Fact]
    public void On_pace_compares_with_the_business_days_gone()
    {
        var facts = Some.Company("2017-11-16").Rep("ann").Rep("bob").Quota(Some.Quota(63_000, rep: "ann")).Quota(Some.Quota(63_000, rep: "bob"))
            .Deal(Some.Deal(amount: 33_000, close: "2017-11-01")).Deal(Some.Deal(amount: 32_999, close: "2017-11-01", owner: "bob")).Build();

        var result = Some.Evaluate(facts, "quota-attainment");

        Assert.Equal((0m, 1m, true), (result.Value, result.Part("onPace"), result.ToDate));
    }

    [Fact]
    public void Bands_hold_their_lower_ends()
    {
        var company = Some.Company();
        foreach (var (rep, won) in new[] { ("a", 49), ("b", 50), ("c", 79), ("d", 80), ("e", 99), ("f", 100), ("g", 300), ("h", -5) })
            company.Rep(rep).Quota(Some.Quota(100, rep: rep)).Deal(Some.Deal(owner: rep, amount: won));

        Assert.Equal([2m, 2m, 2m, 2m], Some.Evaluate(company.Build(), "quota-attainment").Parts.Single(p => p.Name == "bands").Values);
    }

    [Fact]
    public void A_past_week_does_not_see_later_closes()
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Quota(Some.Quota(1000, rep: "ann")).Deal(Some.Deal(amount: 600, close: "2017-12-17T23:00:00Z")).Deal(Some.Deal(amount: 600, close: "2017-12-18T01:00:00Z")).Build();

        var week = Some.Evaluate(facts, "quota-attainment", "2017-W50", Some.Rep(facts, "ann"));

        Assert.Equal((0.6m, true, "2017-Q4"), (week.Value, week.ToDate, week.Period!.Label));
        Assert.Equal(Some.Instant("2017-12-18"), week.AsOf);
        Assert.Equal(1.2m, Some.Evaluate(facts, "quota-attainment", "2017-W51", Some.Rep(facts, "ann")).Value);
    }

    [Fact]
    public void Missing_quotas_say_what_to_do()
    {
        var company = Some.Company().Rep("ann");
        Assert.Equal("no rep of company has a quota in 2017-Q4: set goals in the CRM or add rows to the quotas file", Some.Evaluate(company.Build(), "quota-attainment").Reason);
        company.Builder.MarkMissing(FactKind.Quota, "goals are not synced: give the token the scope crm.objects.goals.read");
        Assert.Equal("goals are not synced: give the token the scope crm.objects.goals.read", Some.Evaluate(company.Build(), "quota-attainment").Reason);
    }

    internal static Company Example5() => Some.Company().Rep("X").Rep("Y").Rep("Z").Rep("V").Employed("X", "2017-11-13")
        .Quota(Some.Quota(120_000, rep: "X")).Quota(Some.Quota(120_000, rep: "Y")).Quota(Some.Quota(120_000, rep: "Z"))
        .Deal(Some.Deal(owner: "X", amount: 65_000)).Deal(Some.Deal(owner: "Y", amount: 119_999.99m)).Deal(Some.Deal(owner: "Z", amount: 120_000)).Deal(Some.Deal(owner: "V", amount: 1));
}
