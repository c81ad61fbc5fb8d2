using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class NewcombeIntervalTests
{
    // R. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10, examples (a) to (h).
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Equals_the_published_table(int later, int laterTrials, int earlier, int earlierTrials, double low, double high)
    {
        var interval = NewcombeInterval.Of((later, laterTrials), (earlier, earlierTrials));

        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Theory]
    [InlineData(11, 35, 6, 35, -0.058962, 0.331449)]
    [InlineData(31, 100, 17, 100, 0.021408, 0.253995)]
    public void Equals_catalogue_example_3(int later, int laterTrials, int earlier, int earlierTrials, double low, double high)
    {
        var interval = NewcombeInterval.Of((later, laterTrials), (earlier, earlierTrials));

        Assert.Equal((low, high), (Math.Round(interval.Low, 6), Math.Round(interval.High, 6)));
    }

    [Fact]
    public void Contains_the_difference_and_turns_with_its_sign()
    {
        for (var k = 0; k <= 12; k++)
        {
            var (one, other) = (NewcombeInterval.Of((k, 12), (5, 31)), NewcombeInterval.Of((5, 31), (k, 12)));
            Assert.InRange((k / 12.0) - (5 / 31.0), one.Low, one.High);
            Assert.Equal(one.Low, -other.High, 12);
        }
    }

    [Fact]
    public void Refuses_a_group_without_trials() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NewcombeInterval.Of((1, 2), (0, 0)));
}
