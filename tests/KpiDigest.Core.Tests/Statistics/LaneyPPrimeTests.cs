using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class LaneyPPrimeTests
{
    // Cans of orange juice that leak, of 50 each: D. Montgomery, Introduction to Statistical Quality Control, example 7.1. Mean 0.2313, p chart 0.0524 to 0.4102.
    private static readonly int[] Leaking = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];

    [Fact]
    public void Equals_catalogue_example_11()
    {
        var chart = LaneyPPrime.Of(Baseline())!;
        var (low, high) = chart.Limits(24, 78 / 253.0);

        Assert.Equal(0.4044, chart.SigmaZ, 4);
        Assert.Equal(1, chart.Widening);
        Assert.Equal((0.025512, 0.591089), (Math.Round(low, 6), Math.Round(high, 6)));
    }

    [Fact]
    public void Without_spread_beyond_chance_its_limits_are_the_published_p_chart()
    {
        var (low, high) = new LaneyPPrime(0.8).Limits(50, Leaking.Sum() / 1500.0);

        Assert.Equal((0.0524, 0.4102), (Math.Round(low, 4), Math.Round(high, 4)));
    }

    // sigma z by hand: with 50 cans each, z moves by 50 |dp| / 50 / sqrt(p (1 - p) / 50); the mean of 29 moves is 5.5862 cans.
    [Fact]
    public void Spread_beyond_chance_widens_the_limits()
    {
        var p = Leaking.Sum() / 1500.0;
        var chart = LaneyPPrime.Of([.. Leaking.Select(x => (RateWeek?)new RateWeek(x, 50, p))])!;
        var moves = Enumerable.Range(1, 29).Average(i => Math.Abs(Leaking[i] - Leaking[i - 1])) / 50;
        var error = Math.Sqrt(p * (1 - p) / 50);

        Assert.Equal(moves / error / 1.128, chart.SigmaZ, 12);
        Assert.True(chart.SigmaZ > 1);
        Assert.Equal(p + (3 * chart.SigmaZ * error), chart.Limits(50, p).High, 12);
        Assert.Equal((0, 1), (chart.Beyond(new RateWeek(24, 50, p)), chart.Beyond(new RateWeek(36, 50, p))));
        Assert.Equal(1, new LaneyPPrime(1).Beyond(new RateWeek(24, 50, p)));
    }

    [Fact]
    public void Limits_stay_within_0_and_1()
    {
        var (low, high) = new LaneyPPrime(3).Limits(10, 0.5);

        Assert.Equal((0, 1), (low, high));
    }

    [Theory]
    [InlineData(10, 0.5, false)]
    [InlineData(9, 0.5, true)]
    [InlineData(8, 0.3083, true)]
    [InlineData(50, 0.95, true)]
    [InlineData(50, 0.05, true)]
    [InlineData(24, 0.3083, false)]
    public void Fewer_than_5_successes_or_failures_expected_are_too_few(int trials, double expected, bool tooFew) =>
        Assert.Equal(tooFew, LaneyPPrime.IsTooFew(trials, expected));

    [Fact]
    public void A_missing_week_breaks_ranges()
    {
        RateWeek?[] weeks = [new RateWeek(5, 10, 0.5), new RateWeek(7, 10, 0.5), null, new RateWeek(1, 10, 0.5), new RateWeek(1, 10, 0.5)];

        Assert.Equal((2 / 10.0 / Math.Sqrt(0.025) / 2 / 1.128), LaneyPPrime.Of(weeks)!.SigmaZ, 12);
        Assert.Null(LaneyPPrime.Of([new RateWeek(5, 10, 0.5), null, new RateWeek(1, 10, 0.5)]));
    }

    [Fact]
    public void A_rate_that_leaves_nothing_to_chance_has_no_z()
    {
        Assert.Null(new RateWeek(0, 10, 0).Z);
        Assert.Null(new RateWeek(10, 10, 1).Z);
        Assert.Null(new RateWeek(0, 0, 0.5).Z);
    }

    private static RateWeek?[] Baseline()
    {
        (int X, int N)[] weeks = [(6, 20), (5, 18), (8, 25), (7, 22), (4, 15), (9, 28), (6, 21), (7, 19), (5, 20), (8, 24), (6, 18), (7, 23)];
        var pooled = (double)weeks.Sum(week => week.X) / weeks.Sum(week => week.N);
        Assert.Equal(0.308300, pooled, 6);
        return [.. weeks.Select(week => (RateWeek?)new RateWeek(week.X, week.N, pooled))];
    }
}
