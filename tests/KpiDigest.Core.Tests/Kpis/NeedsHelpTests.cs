using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class NeedsHelpTests
{
    [Fact]
    public void Catalogue_example_4()
    {
        var facts = Example4().Build();

        var result = Some.Evaluate(facts, "needs-help");
        var named = result.Parts.Single(p => p.Name == "named").Rows;

        Assert.Equal((0.5m, 2m, 4m, null), (result.Value, result.Numerator, result.Denominator, result.Interval));
        Assert.Equal((0.24m, 2m, 1m), (result.Part("bar"), result.Part("low"), result.Part("tooFew")));
        Assert.Equal(["A"], named.Select(n => n.Parts.Single(p => p.Name == "rep").Text));
        Assert.Equal("new", named[0].Parts.Single(p => p.Name == "state").Text);
        Assert.Equal(0.0093m, Math.Round(named[0].Parts.Single(p => p.Name == "p").Value!.Value, 4));
    }

    [Theory]
    [InlineData("A", 1)]
    [InlineData("B", 1)]
    [InlineData("C", 0)]
    [InlineData("D", 0)]
    public void Catalogue_example_4_for_each_rep(string rep, int value)
    {
        var facts = Example4().Build();

        Assert.Equal(value, Some.Evaluate(facts, "needs-help", scope: Some.Rep(facts, rep)).Value);
    }

    [Fact]
    public void A_rep_with_too_few_deals_is_not_judged()
    {
        var facts = Example4().Build();

        var result = Some.Evaluate(facts, "needs-help", scope: Some.Rep(facts, "E"));

        Assert.Equal((KpiStatus.NoData, "too few deals to judge: 4 closed since 2017-10-01, 5 are needed", 1m), (result.Status, result.Reason, result.Part("tooFew")));
        Assert.Equal("excluded: too few deals to judge", Assert.Single(Some.Explain(facts, "needs-help", scope: Some.Rep(facts, "E")).Records).Role);
    }

    [Fact]
    public void A_team_is_tested_in_the_companys_family_so_that_every_mail_agrees()
    {
        // Alone, 3 of 25 has p 0.06 against a bar of 0.25 and would be named; among ten such tests nobody stands out.
        var company = Some.Company(kpis: new KpiRules { NeedsHelpBar = 0.25m }).Team("one").Team("rest").Rep("low", "one").Deals(3, () => Closed("low", true)).Deals(22, () => Closed("low", false));
        for (var i = 0; i < 9; i++)
        {
            var rep = $"r{i}";
            company.Rep(rep, "rest").Deals(10, () => Closed(rep, true)).Deals(10, () => Closed(rep, false));
        }

        var facts = company.Build();
        Assert.Empty(Some.Evaluate(facts, "needs-help", scope: Some.Team(facts, "one")).Parts.Single(p => p.Name == "named").Rows);
        Assert.Equal(1m, Some.Evaluate(facts, "needs-help", scope: Some.Team(facts, "one")).Value);
        var alone = Some.Company(kpis: new KpiRules { NeedsHelpBar = 0.25m }).Team("one").Rep("low", "one").Deals(3, () => Closed("low", true)).Deals(22, () => Closed("low", false)).Build();
        Assert.Single(Some.Evaluate(alone, "needs-help", scope: Some.Team(alone, "one")).Parts.Single(p => p.Name == "named").Rows);
    }

    [Fact]
    public void A_rate_at_the_bar_needs_no_help()
    {
        var facts = Some.Company(kpis: new KpiRules { NeedsHelpBar = 0.2m }).Rep("ann").Deal(Closed("ann", true)).Deals(4, () => Closed("ann", false)).Build();

        Assert.Equal(0m, Some.Evaluate(facts, "needs-help").Value);
    }

    [Fact]
    public void A_week_is_judged_by_its_13_weeks()
    {
        var facts = Some.Company(kpis: new KpiRules { NeedsHelpBar = 0.5m }).Rep("ann")
            .Deals(4, () => Some.Deal(DealStatus.Lost, close: "2017-09-25", created: "2017-09-01")).Deal(Some.Deal(close: "2017-12-20")).Deals(50, () => Some.Deal(close: "2017-09-24", created: "2017-09-01")).Deals(50, () => Some.Deal(close: "2017-12-25")).Build();

        Assert.Equal(1m, Some.Evaluate(facts, "needs-help", "2017-W51").Value);
    }

    [Fact]
    public void Somebody_named_before_is_still_named_until_the_rate_reaches_the_bar()
    {
        var company = Some.Company("2018-07-01", kpis: new KpiRules { NeedsHelpBar = 0.5m }).Rep("ann").Rep("bob")
            .Deals(20, () => Some.Deal(DealStatus.Lost, close: "2017-11-15")).Deals(20, () => Some.Deal(DealStatus.Lost, close: "2017-11-15", owner: "bob"))
            .Deals(2, () => Some.Deal(close: "2018-02-15")).Deals(3, () => Some.Deal(DealStatus.Lost, close: "2018-02-15"))
            .Deals(3, () => Some.Deal(close: "2018-02-15", owner: "bob")).Deals(3, () => Some.Deal(DealStatus.Lost, close: "2018-02-15", owner: "bob"));

        var named = Some.Evaluate(company.Build(), "needs-help", "2018-Q1").Parts.Single(p => p.Name == "named").Rows;

        Assert.Equal([("ann", "still")], named.Select(n => (n.Parts.Single(p => p.Name == "rep").Text!, n.Parts.Single(p => p.Name == "state").Text!)));
    }

    [Fact]
    public void Without_a_bar_there_is_no_value() =>
        Assert.Equal("no deal was closed in the 4 quarters before, which the bar comes from: configure a bar", Some.Evaluate(Some.Company().Rep("ann").Deals(9, () => Some.Deal()).Build(), "needs-help").Reason);

    private static Deal Closed(string rep, bool won) => Some.Deal(won ? DealStatus.Won : DealStatus.Lost, owner: rep);

    /// <summary>120 of 400 in the four quarters before; then A 1/25, B 4/20, C 7/20, D 5/12, E 1/4. 'old' closed the past and nothing since.</summary>
    private static Company Example4()
    {
        var company = Some.Company().Rep("old", active: false)
            .Deals(60, () => Some.Deal(close: "2016-10-01", created: "2016-09-01", owner: "old")).Deals(60, () => Some.Deal(close: "2017-09-30", created: "2016-09-01", owner: "old"))
            .Deals(280, () => Some.Deal(DealStatus.Lost, close: "2017-03-15", created: "2016-09-01", owner: "old")).Deals(9, () => Some.Deal(close: "2016-09-30", created: "2016-09-01", owner: "old"));
        foreach (var (rep, won, closed) in new[] { ("A", 1, 25), ("B", 4, 20), ("C", 7, 20), ("D", 5, 12), ("E", 1, 4) })
            company.Rep(rep).Deals(won, () => Closed(rep, true)).Deals(closed - won, () => Closed(rep, false));
        return company;
    }
}
