using KpiDigest.Core.Insights.Rules;

namespace KpiDigest.Core.Tests.Insights;

public sealed class RevenueEffectsTests
{
    [Fact]
    public void Example_9_is_printed_so_that_it_adds_up()
    {
        Assert.Equal([11_117m, 17_483m, -5_800m], Core.Statistics.LargestRemainder.Round([11_116.67m, 17_483.33m, -5_800m], 22_800));
        Assert.Equal([11_000m, 18_000m, -6_000m], RevenueEffects.Printed([11_116.67m, 17_483.33m, -5_800m]));
    }

    [Fact]
    public void The_largest_remainder_is_rounded_up() => Assert.Equal([1_117m, 1_483m, -580m], RevenueEffects.Printed([1_116.67m, 1_483.33m, -580m]));

    [Theory]
    [InlineData(11_116.67, 17_483.33, -5_800)]
    [InlineData(-240_499, 98_499, -35_499)]
    [InlineData(2_345_678, -1_234_567, 99_999)]
    [InlineData(0, 0, 0)]
    [InlineData(-0.4, -0.4, -0.4)]
    public void Printed_effects_add_up_to_the_printed_sum(decimal first, decimal second, decimal third)
    {
        var printed = RevenueEffects.Printed([first, second, third]);
        var step = printed.Select(Math.Abs).Max() switch { < 9_999.5m => 1m, < 999_500m => 1_000m, _ => 10_000m };
        Assert.Equal(Math.Round((first + second + third) / step, MidpointRounding.AwayFromZero) * step, printed.Sum());
    }
}
