using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class TargetAchievementTests
{
    [Fact]
    public void Catalogue_example_6_linear()
    {
        var facts = Some.Company("2017-11-16").Rep("ann").Quota(Some.Quota(1_000_000)).Deal(Some.Deal(amount: 430_000, close: "2017-11-01")).Build();

        var result = Some.Evaluate(facts, "target-achievement");

        Assert.Equal((0.43m, 430_000m, 1_000_000m, 1m), (result.Value, result.Numerator, result.Denominator, result.Target));
        Assert.Equal(0.820909m, Math.Round(result.Part("pace")!.Value, 6));
        Assert.Equal(570_000m, result.Part("gap"));
        Assert.Equal("linear", result.Parts.Single(p => p.Name == "paceKind").Text);
        Assert.Equal(0m, result.Part("sumOfReps"));
    }

    [Theory]
    [InlineData("2017-10-01T18:00:00Z")]
    [InlineData("2017-10-02T18:00:00Z")]
    public void There_is_no_pace_before_a_business_day_has_gone(string asOf)
    {
        var facts = Some.Company(asOf).Rep("ann").Quota(Some.Quota(1000)).Deal(Some.Deal(amount: 100, close: "2017-10-01", created: "2017-09-01")).Build();

        var result = Some.Evaluate(facts, "target-achievement");

        Assert.Equal((0.1m, null, KpiStatus.Ok), (result.Value, result.Part("pace"), result.Status));
    }

    [Fact]
    public void After_the_end_pace_is_what_was_achieved()
    {
        var facts = Some.Company().Rep("ann").Quota(Some.Quota(1000)).Deal(Some.Deal(amount: 700)).Build();

        var result = Some.Evaluate(facts, "target-achievement");

        Assert.Equal((0.7m, 0.7m, false), (result.Value, result.Part("pace"), result.ToDate));
    }

    [Fact]
    public void A_week_answers_for_the_quarter_of_its_last_day_as_of_its_end()
    {
        var facts = Some.Company("2018-02-01").Rep("ann").Quota(Some.Quota(1000)).Quota(Some.Quota(2000, start: "2018-01-01", end: "2018-04-01"))
            .Deal(Some.Deal(amount: 500)).Deal(Some.Deal(amount: 500, close: "2017-12-27")).Deal(Some.Deal(amount: 500, close: "2018-01-08")).Build();

        var before = Some.Evaluate(facts, "target-achievement", "2017-W51");
        var ending = Some.Evaluate(facts, "target-achievement", "2017-W52");
        var after = Some.Evaluate(facts, "target-achievement", "2018-W01");

        Assert.Equal(("2017-Q4", 0.5m, true), (before.Period!.Label, before.Value, before.ToDate));
        Assert.Equal(("2017-Q4", 1m, false), (ending.Period!.Label, ending.Value, ending.ToDate));
        Assert.Equal(("2018-Q1", 0m, true), (after.Period!.Label, after.Value, after.ToDate));
        Assert.DoesNotContain(before.Parts, p => p.Name == "endedQuarter");
        Assert.Equal("2017-Q4", ending.Parts.Single(p => p.Name == "endedQuarter").Text);
        Assert.DoesNotContain(after.Parts, p => p.Name == "endedQuarter");
    }

    [Fact]
    public void A_quarter_that_ends_in_the_middle_of_a_week_is_named_beside_the_new_one()
    {
        var facts = Some.Company("2018-06-01").Rep("ann").Quota(Some.Quota(1000, start: "2018-01-01", end: "2018-04-01")).Quota(Some.Quota(1000, start: "2018-04-01", end: "2018-07-01")).Build();

        var result = Some.Evaluate(facts, "target-achievement", "2018-W13");

        Assert.Equal(("2018-Q2", "2018-Q1"), (result.Period!.Label, result.Parts.Single(p => p.Name == "endedQuarter").Text));
    }

    [Fact]
    public void An_unfinished_quarter_is_compared_with_earlier_ones_cut_after_as_many_business_days()
    {
        // 2017-11-16: 33 business days of Q4 have gone; 33 of Q3 have gone by the end of 2017-08-16.
        var facts = Some.Company("2017-11-16").Rep("ann").Quota(Some.Quota(1000)).Quota(Some.Quota(1000, start: "2017-07-01", end: "2017-10-01"))
            .Deal(Some.Deal(amount: 300, close: "2017-11-15")).Deal(Some.Deal(amount: 200, close: "2017-08-16T23:00:00Z", created: "2017-07-01")).Deal(Some.Deal(amount: 400, close: "2017-08-17", created: "2017-07-01")).Build();

        var previous = Some.Evaluate(facts, "target-achievement").Previous!;

        Assert.Equal(("2017-Q3", 0.2m, 0.1m, true), (previous.Period.Label, previous.Value, previous.Change, previous.ToDate));
    }

    [Fact]
    public void Says_which_quota_is_missing_or_unusable()
    {
        Assert.Equal("no quota covers company in 2017-Q4: set goals in the CRM or add rows to the quotas file", Reason(Some.Company().Rep("ann")));
        Assert.Equal("the quota of company in 2017-Q4 is 0", Reason(Some.Company().Rep("ann").Quota(Some.Quota(0))));
        Assert.Equal("no rate EUR 2017-10-01 (quota q)", Reason(Some.Company().Rep("ann").Quota(Some.Quota(100, currency: "EUR", id: "q"))));
        Assert.Equal("no rate CHF 2017-11-15 (1 deal)", Reason(Some.Company().Rep("ann").Quota(Some.Quota(100)).Deal(Some.Deal(currency: "CHF"))));
    }

    private static string? Reason(Company company) =>
        Some.Evaluate(company.Build(), "target-achievement") is { Status: KpiStatus.NoData, Value: null } result ? result.Reason : "a value";
}
