using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WhyItMovedTests
{
    [Fact]
    public void Catalogue_example_10()
    {
        var company = Some.Company();
        foreach (var (rep, won0, closed0, won1, closed1) in new[] { ("A", 6, 20, 4, 10), ("B", 10, 20, 15, 30), ("C", 3, 10, 0, 0), ("D", 0, 0, 1, 10) })
        {
            company.Rep(rep).Deals(won0, () => Closed(rep, true, "2017-08-15")).Deals(closed0 - won0, () => Closed(rep, false, "2017-08-15"))
                .Deals(won1, () => Closed(rep, true, "2017-11-15")).Deals(closed1 - won1, () => Closed(rep, false, "2017-11-15"));
        }

        var result = Some.Evaluate(company.Build(), "win-rate");
        var effects = result.Parts.Single(p => p.Name == "effects");

        Assert.Equal((0.40m, 0.38m), (result.Value, result.Previous!.Value));
        Assert.Equal([0.03m, 0.03m, -0.04m], new[] { "within", "mix", "joinedLeft" }.Select(n => Value(effects, n)));
        Assert.Equal([("C", 0.018m), ("D", -0.058m)], Rows(effects).Where(r => Value(r, "joinedLeft") != 0).Select(r => (r.Parts[0].Text!, Value(r, "joinedLeft"))));
        Assert.Equal(result.Previous.Change, effects.Parts.Where(p => p.Value is not null).Sum(p => p.Value));
    }

    [Theory]
    [InlineData(6, 0, -17_500, -32_500, 0)]
    [InlineData(0, 0, -50_000, 0, 0)]
    public void Catalogue_example_9_where_nothing_is_won_or_closed(int closed, int won, int byClosed, int byRate, int byDeal)
    {
        var facts = Some.Company().Rep("ann").Deals(5, () => Closed("ann", true, "2017-08-15") with { Amount = 10_000 }).Deals(15, () => Closed("ann", false, "2017-08-15"))
            .Deals(won, () => Closed("ann", true, "2017-11-15")).Deals(closed - won, () => Closed("ann", false, "2017-11-15")).Build();

        var effects = Some.Evaluate(facts, "won-revenue").Parts.Single(p => p.Name == "effects").Parts;

        Assert.Equal([byClosed, byRate, byDeal], effects.Select(e => e.Value!.Value));
    }

    [Fact]
    public void Days_in_each_stage_tell_where_a_cycle_goes()
    {
        var company = StageConversionTests.Pipeline().Funnel("2017-11-01", 3, 3, 3);

        var stages = Some.Evaluate(company.Build(), "sales-cycle").Parts.Single(p => p.Name == "stages").Rows;

        Assert.Equal([("qualify", 5m, 3m), ("offer", 5m, 3m), ("close", 10m, 3m)], stages.Select(s => (s.Parts[0].Text!, Value(s, "value"), Value(s, "deals"))));
    }

    private static System.Collections.Immutable.ImmutableArray<KpiPart> Rows(KpiPart effects) => effects.Parts.Single(p => p.Name == "reps").Rows;

    private static decimal Value(KpiPart part, string name) => part.Parts.Single(p => p.Name == name).Value!.Value;

    private static Deal Closed(string rep, bool won, string close) => Some.Deal(won ? DealStatus.Won : DealStatus.Lost, owner: rep, close: close, created: "2017-07-01");
}
