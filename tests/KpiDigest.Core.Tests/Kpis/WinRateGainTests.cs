using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WinRateGainTests
{
    [Theory]
    [InlineData(6, 35, 11, 35, 14.2857, -5.8962, 33.1449, 1.3937, 0.1634, "no clear change")]
    [InlineData(17, 100, 31, 100, 14, 2.1408, 25.3995, 2.3179, 0.0205, "improved")]
    public void Catalogue_example_3(int won0, int closed0, int won1, int closed1, double gain, double low, double high, double z, double p, string verdict)
    {
        var facts = Company(won0, closed0, won1, closed1).Build();

        var rep = Some.Evaluate(facts, "win-rate-gain", scope: Some.Rep(facts, "ann"));
        var pooled = Some.Evaluate(facts, "win-rate-gain").Parts.Single(part => part.Name == "pooled").Parts;

        Assert.Equal([gain, low, high], new[] { rep.Value!.Value, rep.Interval!.Low, rep.Interval.High }.Select(v => Math.Round((double)v * 100, 4)));
        Assert.Equal([z, p], new[] { "z", "p" }.Select(n => Math.Round((double)rep.Part(n)!.Value, 4)));
        Assert.Equal(verdict, rep.Parts.Single(part => part.Name == "verdict").Text);
        Assert.Equal([gain, low, high, p, z], new[] { "value", "low", "high", "p", "z" }.Select(n => pooled.Single(part => part.Name == n).Value!.Value).Select((v, i) => Math.Round((double)v * (i < 3 ? 100 : 1), 4)));
        Assert.Equal(verdict, pooled.Single(part => part.Name == "verdict").Text);
    }

    [Fact]
    public void Catalogue_example_3_with_few_deals_takes_fishers_test()
    {
        var facts = Company(1, 6, 4, 6).Build();

        var rep = Some.Evaluate(facts, "win-rate-gain", scope: Some.Rep(facts, "ann"));

        Assert.Equal((0.2424m, null), (Math.Round(rep.Part("p")!.Value, 4), rep.Part("z")));
    }

    [Fact]
    public void A_group_has_the_median_of_the_reps_who_can_be_judged()
    {
        var company = Some.Company();
        foreach (var (rep, won0, won1, closed1) in new[] { ("a", 5, 6, 10), ("b", 5, 8, 10), ("c", 5, 4, 10), ("few", 5, 4, 4) })
            Add(company.Rep(rep), rep, won0, 10, won1, closed1);

        var result = Some.Evaluate(company.Build(), "win-rate-gain");

        Assert.Equal((0.1m, 3m, 2m, 0m), (result.Value, result.Part("reps"), result.Part("improving"), result.Part("significant")));
        Assert.Equal("2016-Q4", result.Parts.Single(p => p.Name == "baseline").Text);
    }

    [Fact]
    public void Where_the_company_closed_nothing_a_year_ago_everybody_is_compared_with_the_quarter_before()
    {
        var company = Some.Company().Rep("ann").Deals(5, () => Some.Deal(close: "2017-08-15", created: "2017-07-01")).Deals(5, () => Some.Deal(DealStatus.Lost, close: "2017-08-15", created: "2017-07-01")).Deals(6, () => Some.Deal()).Deals(4, () => Some.Deal(DealStatus.Lost));

        var result = Some.Evaluate(company.Build(), "win-rate-gain");
        company.Rep("old").Deal(Some.Deal(DealStatus.Lost, close: "2016-12-31", created: "2016-11-01", owner: "old"));
        var other = Some.Evaluate(company.Build(), "win-rate-gain");

        Assert.Equal((0.1m, "2017-Q3"), (result.Value, result.Parts.Single(p => p.Name == "baseline").Text));
        Assert.Equal((KpiStatus.NoData, "no rep of company can be judged: 5 closed are needed in 2017-Q4 and in 2016-Q4"), (other.Status, other.Reason));
    }

    private static Company Company(int won0, int closed0, int won1, int closed1) => Add(Some.Company().Rep("ann"), "ann", won0, closed0, won1, closed1);

    private static Company Add(Company company, string rep, int won0, int closed0, int won1, int closed1) => company
        .Deals(won0, () => Some.Deal(close: "2016-11-15", created: "2016-10-01", owner: rep)).Deals(closed0 - won0, () => Some.Deal(DealStatus.Lost, close: "2016-11-15", created: "2016-10-01", owner: rep))
        .Deals(won1, () => Some.Deal(owner: rep)).Deals(closed1 - won1, () => Some.Deal(DealStatus.Lost, owner: rep));
}
