using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class CompetitiveDisplacementsTests
{
    [Fact]
    public void Counts_wins_against_an_incumbent()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(amount: 700) with { Incumbent = "Acme" }).Deal(Some.Deal() with { Competitors = ["Acme"] }).Deal(Some.Deal(DealStatus.Lost) with { Incumbent = "Acme" }).Deal(Some.Deal()).Build();

        var result = Some.Evaluate(facts, "competitive-displacements");

        Assert.Equal((1m, 700m, "displacements"), (result.Value, result.Part("amount"), result.Parts.Single(p => p.Name == "title").Text));
        Assert.Equal((2m / 3, 1m), (result.Part("namedOnWon"), result.Part("namedOnLost")));
    }

    [Fact]
    public void Where_no_incumbent_is_ever_named_it_counts_wins_against_competitors_by_another_title()
    {
        var facts = Some.Company().Rep("ann").Deals(3, () => Some.Deal() with { Competitors = ["Acme", "Bolt"] }).Deals(2, () => Some.Deal(DealStatus.Lost) with { Competitors = ["ACME"] }).Build();

        var result = Some.Evaluate(facts, "competitive-displacements");
        var row = Assert.Single(result.Parts.Single(p => p.Name == "competitors").Rows).Parts;

        Assert.Equal((3m, "competitive wins"), (result.Value, result.Parts.Single(p => p.Name == "title").Text));
        Assert.Equal(("ACME", 0.6m, 3m, 5m), (row[0].Text, row.Single(p => p.Name == "value").Value, row.Single(p => p.Name == "numerator").Value, row.Single(p => p.Name == "denominator").Value));
    }

    [Theory]
    [InlineData(1, 2, 0)]
    [InlineData(1, 3, 1)]
    public void Warns_where_competitors_are_named_much_more_often_on_lost_deals(int won, int lost, int uneven)
    {
        var company = Some.Company().Rep("ann").Deals(won, () => Some.Deal() with { Competitors = ["Acme"] }).Deals(10 - won, () => Some.Deal())
            .Deals(lost, () => Some.Deal(DealStatus.Lost) with { Competitors = ["Acme"] }).Deals(10 - lost, () => Some.Deal(DealStatus.Lost));

        Assert.Equal(uneven, Some.Evaluate(company.Build(), "competitive-displacements").Part("unevenNaming"));
    }

    [Fact]
    public void Says_that_nobody_is_named() =>
        Assert.Equal("no deal names an incumbent or a competitor: map these fields of the CRM", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "competitive-displacements").Reason);
}
