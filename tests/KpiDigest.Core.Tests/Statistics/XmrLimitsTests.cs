using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class XmrLimitsTests
{
    private static readonly double?[] Means = [52, 48, 55, 50, 47, 53, 49, 51, 54, 46, 50, 52];

    [Fact]
    public void Equals_catalogue_example_11_for_means()
    {
        var limits = XmrLimits.Of(Means)!;

        Assert.Equal((50.5833, 4.3636, 38.9761, 62.1906), (Math.Round(limits.Center, 4), Math.Round(limits.MeanMovingRange, 4), Math.Round(limits.Low, 4), Math.Round(limits.High, 4)));
    }

    [Fact]
    public void Equals_catalogue_example_11_for_sums()
    {
        var limits = XmrLimits.OfSums([.. Means.Select(value => value * 1_000)])!;

        Assert.Equal((39_595.95, 62_836.13), (Math.Round(limits.Low, 2), Math.Round(limits.High, 2)));
        Assert.InRange(limits.Center, 50_000, 50_583);
    }

    // Flow rates of the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: mean 50.81, moving range 1.8778, limits 45.8159 and 55.8041 (there 3 / 1.128, not 2.66).
    [Fact]
    public void Equals_the_published_example_of_flow_rates()
    {
        var limits = XmrLimits.Of([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])!;

        Assert.Equal((50.81, 1.8778), (Math.Round(limits.Center, 2), Math.Round(limits.MeanMovingRange, 4)));
        Assert.Equal(45.8159, limits.Low, 0.002);
        Assert.Equal(55.8041, limits.High, 0.002);
    }

    [Fact]
    public void A_gap_breaks_moving_ranges() => Assert.Equal(1.5, XmrLimits.Of([1, 2, null, 10, 12])!.MeanMovingRange);

    [Fact]
    public void Without_neighbours_there_are_no_limits()
    {
        Assert.Null(XmrLimits.Of([1, null, 2, null, 3]));
        Assert.Null(XmrLimits.OfSums([]));
        Assert.Null(XmrLimits.Of([4]));
    }

    [Fact]
    public void The_lower_limit_of_sums_is_0_at_least() => Assert.Equal(0, XmrLimits.OfSums([0, 100, 0, 100])!.Low);

    [Fact]
    public void A_sum_below_0_counts_as_0() => Assert.Equal(XmrLimits.OfSums([9, 0, 16]), XmrLimits.OfSums([9, -4, 16]));
}
