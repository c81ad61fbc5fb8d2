using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class CrowdTests
{
    [Fact]
    public void A_big_deal_among_many_small_ones_is_drawn_alone()
    {
        OpenAmount[] open = [new(1_000_000, 0), .. Enumerable.Range(1, 200).Select(i => new OpenAmount(i, 0))];

        var crowd = Crowd.Of(open, 1)[0];

        Assert.False(crowd.Holds(open[0]));
        Assert.Equal(176, open.Count(crowd.Holds));
    }

    [Theory]
    [InlineData(124, 0)]
    [InlineData(125, 100)]
    public void Few_deals_are_no_crowd(int deals, int held)
    {
        OpenAmount[] open = [.. Enumerable.Range(1, deals).Select(i => new OpenAmount(i, 0))];

        Assert.Equal(held, open.Count(Crowd.Of(open, 1)[0].Holds));
    }

    [Fact]
    public void Brings_in_what_single_draws_would()
    {
        OpenAmount[] open = [.. Enumerable.Range(1, 325).Select(i => new OpenAmount(i, 0))];
        var (crowd, random) = (Crowd.Of(open, 1)[0], new SeededRandom(7));
        var held = open.Where(crowd.Holds).ToList();

        var (together, apart) = (new List<double>(), new List<double>());
        for (var i = 0; i < 4000; i++)
        {
            together.Add((double)crowd.Draw(0.3, random));
            apart.Add(held.Where(_ => random.NextDouble() < 0.3).Sum(d => (double)d.Amount));
        }

        Assert.Equal(apart.Average(), together.Average(), 60.0);
        Assert.Equal(Spread(apart), Spread(together), 0.06 * Spread(apart));
    }

    private static double Spread(List<double> values) => Math.Sqrt(values.Sum(v => (v - values.Average()) * (v - values.Average())) / values.Count);
}
