using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class LeadConversionTests
{
    [Fact]
    public void Leads_created_in_the_period_that_are_won_by_now_of_all_of_them()
    {
        var facts = Some.Company("2018-03-01").Rep("ann")
            .Deal(Some.Deal(id: "later", close: "2018-02-01")).Deal(Some.Deal(id: "in", close: "2017-12-01")).Deal(Some.Deal(DealStatus.Lost, id: "lost")).Deal(Some.Deal(DealStatus.Open, id: "open", close: null)).Deal(Some.Deal(id: "old", close: "2017-10-05"))
            .Prospect(Lead("1", "2017-10-01T00:00:00Z", "later")).Prospect(Lead("2", "2017-12-31T23:59:59Z", "lost", "in")).Prospect(Lead("3", "2017-11-01", "lost")).Prospect(Lead("4", "2017-11-01", "open"))
            .Prospect(Lead("5", "2017-11-01") with { Status = "disqualified" }).Prospect(Lead("6", "2017-09-30T23:59:59Z", "old")).Prospect(Lead("7", "2018-01-01", "in")).Build();

        var (result, records) = Some.Explain(facts, "lead-conversion");

        Assert.Equal((2m, 5m, 0.4m), (result.Numerator, result.Denominator, result.Value));
        Assert.Equal((0.117621m, 0.769276m), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6)));
        // Won in the quarter: leads 2 and 6.
        Assert.Equal(0.4m, result.Part("periodForm"));
        Assert.Equal(["1", "2"], records.Where(r => r.Role == "numerator+denominator").Select(r => r.Id));
    }

    [Fact]
    public void Where_no_deal_is_named_what_the_account_bought_since_counts()
    {
        var facts = Some.Company("2018-03-01").Rep("ann").Deal(Some.Deal(close: "2017-11-01") with { AccountId = "a" }).Deal(Some.Deal(close: "2017-10-31") with { AccountId = "b" }).Deal(Some.Deal(close: "2017-12-31", kind: DealKind.Renewal) with { AccountId = "c" })
            .Prospect(Lead("1", "2017-11-01") with { AccountId = "a" }).Prospect(Lead("2", "2017-11-01") with { AccountId = "b" }).Prospect(Lead("3", "2017-11-01") with { AccountId = "c" }).Prospect(Lead("4", "2017-11-01") with { AccountId = "nobody" }).Build();

        Assert.Equal(0.25m, Some.Evaluate(facts, "lead-conversion").Value);
    }

    [Fact]
    public void The_period_form_may_pass_one()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(id: "a")).Deal(Some.Deal(id: "b")).Prospect(Lead("1", "2017-05-01", "a")).Prospect(Lead("2", "2017-05-01", "b")).Prospect(Lead("3", "2017-11-01")).Build();

        Assert.Equal((0m, 2m), (Some.Evaluate(facts, "lead-conversion").Value, Some.Evaluate(facts, "lead-conversion").Part("periodForm")));
    }

    [Fact]
    public void Earlier_periods_are_looked_at_when_they_were_as_old()
    {
        // As of ten days after the quarter; the third quarter is looked at as of 2017-10-11 (102 days after its start).
        var facts = Some.Company("2018-01-11").Rep("ann").Deal(Some.Deal(created: "2016-01-01", close: "2016-02-01"))
            .Deal(Some.Deal(id: "soon", close: "2017-10-10T12:00:00Z")).Deal(Some.Deal(id: "late", close: "2017-10-11T12:00:00Z"))
            .Prospect(Lead("1", "2017-07-05", "soon")).Prospect(Lead("2", "2017-07-05", "late")).Prospect(Lead("3", "2017-10-05")).Build();

        var result = Some.Evaluate(facts, "lead-conversion");

        Assert.Equal((0m, 0.5m, -0.5m), (result.Value, result.Previous!.Value, result.Previous.Change));
        Assert.Equal(1m, Some.Evaluate(facts, "lead-conversion", "2017-Q3").Value);
    }

    [Fact]
    public void Says_how_old_the_leads_are_and_how_many_are_won_at_that_age()
    {
        var company = Some.Company("2018-01-01").Rep("ann").Prospect(Lead("now", "2017-12-02"));
        foreach (var (days, i) in new[] { 10, 30, 31, 60, 90 }.Select((d, i) => (d, i)))
            company.Deal(Some.Deal(id: $"d{i}", close: Some.Date("2017-06-01").PlusDays(days).ToString("uuuu-MM-dd", null), created: "2017-06-01")).Prospect(Lead($"p{i}", "2017-06-01", $"d{i}"));

        var result = Some.Evaluate(company.Build(), "lead-conversion");

        Assert.Equal((30m, 0.4m), (result.Part("ageDays"), result.Part("maturity")));
    }

    [Fact]
    public void Splits_by_source_and_by_the_owners_team_at_creation()
    {
        var facts = Some.Company().Team("north").Team("south").Rep("ann", "south").Rep("ann", "north", "2017-11-01").Deal(Some.Deal(id: "won"))
            .Prospect(Lead("1", "2017-10-31T23:00:00Z", "won") with { Source = "fair" }).Prospect(Lead("2", "2017-11-01") with { Source = "fair" }).Prospect(Lead("3", "2017-11-02")).Prospect(Lead("4", "2017-11-02") with { OwnerId = null }).Build();

        decimal?[] Of(Scope scope) => [Some.Evaluate(facts, "lead-conversion", scope: scope).Numerator, Some.Evaluate(facts, "lead-conversion", scope: scope).Denominator];
        Assert.Equal([1, 4], Of(Scope.Company));
        Assert.Equal([1, 1], Of(Some.Team(facts, "south")));
        Assert.Equal([0, 2], Of(Some.Team(facts, "north")));
        Assert.Equal([0, 1], Of(Scope.Unassigned));
        Assert.Equal([1, 3], Of(Some.Rep(facts, "ann")));
        Assert.Equal([("(not stated)", 0m, 2m), ("fair", 1m, 2m)], Some.Evaluate(facts, "lead-conversion").Parts.Single(p => p.Name == "bySource").Rows
            .Select(r => (r.Parts[0].Text!, r.Parts[1].Parts[1].Value!.Value, r.Parts[1].Parts[2].Value!.Value)));
    }

    [Fact]
    public void Without_leads_it_says_what_to_map() => Assert.Equal(
        "no leads are synced: map the CRM's leads (or contacts with a lifecycle stage)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "lead-conversion").Reason);

    private static Prospect Lead(string id, string created, params string[] deals) => new() { Id = id, Created = Some.FactDate(created), OwnerId = "ann", DealIds = deals };
}
