using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class WilsonIntervalTests
{
    [Theory]
    [InlineData(9, 14, 0.387644, 0.836553)]
    [InlineData(0, 5, 0, 0.434482)]
    [InlineData(5, 5, 0.565518, 1)]
    [InlineData(3, 8, 0.136844, 0.694258)]
    public void Equals_the_catalogues_figures(int successes, int trials, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials);

        Assert.Equal((low, high), (Math.Round(interval.Low, 6), Math.Round(interval.High, 6)));
    }

    [Fact]
    public void Is_exactly_0_and_1_at_the_ends()
    {
        Assert.Equal(0, WilsonInterval.Of(0, 7).Low);
        Assert.Equal(1, WilsonInterval.Of(7, 7).High);
    }

    [Fact]
    public void Contains_the_proportion_and_is_mirrored()
    {
        for (var n = 1; n <= 60; n++)
        {
            for (var k = 0; k <= n; k++)
            {
                var (one, other) = (WilsonInterval.Of(k, n), WilsonInterval.Of(n - k, n));
                Assert.InRange((double)k / n, one.Low, one.High);
                Assert.Equal(one.Low, 1 - other.High, 12);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void Refuses_what_is_no_proportion(int successes, int trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(successes, trials));
}
