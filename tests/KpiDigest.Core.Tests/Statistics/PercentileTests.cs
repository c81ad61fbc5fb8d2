using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class PercentileTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 7.5)]
    [InlineData(0.5, 15)]
    [InlineData(0.75, 25.25)]
    [InlineData(1, 41)]
    public void Lies_linearly_between_the_closest_ranks(double p, double expected) =>
        Assert.Equal((decimal)expected, Percentile.Of([41, 0, 20, 10], (decimal)p));

    [Fact]
    public void Of_one_value_is_that_value() => Assert.Equal(7, Percentile.Of([7], 0.9m));

    [Fact]
    public void The_median_of_an_odd_number_is_the_middle_one() => Assert.Equal(3, Percentile.Median([9, 3, -1]));

    [Fact]
    public void Refuses_no_values_and_impossible_ranks()
    {
        Assert.Throws<ArgumentException>(() => Percentile.Median([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.Of([1], 1.01m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.Of([1], -0.01m));
    }
}
