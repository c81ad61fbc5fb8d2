using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class WelchTestTests
{
    // The example's t is that of the interval; the statistic itself is 2.8723.
    [Fact]
    public void Equals_catalogue_example_12()
    {
        var test = WelchTest.Between([0.12, 0.20, 0.04, 0.08], [0.02, -0.04, 0.03, 0, -0.06, 0.05])!;

        Assert.Equal((0.11, 0.038297, 4.5603, 2.646950), (Math.Round(test.Difference, 12), Math.Round(test.StandardError, 6), Math.Round(test.DegreesOfFreedom, 4), Math.Round(test.Critical, 6)));
        Assert.Equal(2.8723, test.T, 4);
        Assert.Equal((0.0086, 0.2114), (Math.Round(test.Low, 4), Math.Round(test.High, 4)));
    }

    // Student's own data of 1908 on ten sleepers and two drugs, as R's manual prints it: t = -1.8608, df = 17.776, p = 0.07939, -3.3654832 to 0.2054832.
    [Fact]
    public void Equals_the_published_example_of_sleep()
    {
        var test = WelchTest.Between([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])!;

        Assert.Equal((-1.8608, 17.776, 0.07939), (Math.Round(test.T, 4), Math.Round(test.DegreesOfFreedom, 3), Math.Round(test.P, 5)));
        Assert.Equal((-3.3654832, 0.2054832), (Math.Round(test.Low, 7), Math.Round(test.High, 7)));
    }

    [Fact]
    public void The_groups_sizes_and_spreads_may_differ() =>
        Assert.Equal(2.0, WelchTest.Between([5, 5, 5], [1, 2, 3])!.DegreesOfFreedom, 12);

    [Fact]
    public void There_is_no_test_without_any_spread_or_with_single_values()
    {
        Assert.Null(WelchTest.Between([0.1, 0.1, 0.1], [0.3, 0.3, 0.3]));
        Assert.Null(WelchTest.Between([1], [1, 2, 3]));
        Assert.Null(WelchTest.Between([1, 2, 3], []));
    }
}
