using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class LargestRemainderTests
{
    [Fact]
    public void Equals_catalogue_example_9()
    {
        var effects = ShapleyEffects.Between((20, 5, 50_000), (24, 8, 72_800))!;

        Assert.Equal([11_117m, 17_483m, -5_800m], LargestRemainder.Round([effects.Closed, effects.WinRate, effects.AverageDeal], 22_800));
    }

    // M. Balinski, H. Young, Fair Representation (1982), Hamilton's method: quotas 2.2, 2.2, 2.2, 3.4 of 10 seats give the last the seat that is left.
    [Fact]
    public void Gives_what_is_left_to_the_largest_remainder() => Assert.Equal([2m, 2m, 2m, 4m], LargestRemainder.Round([2.2m, 2.2m, 2.2m, 3.4m], 10));

    [Fact]
    public void The_first_of_equals_comes_first_also_below_0()
    {
        Assert.Equal([1m, 1m, 0m], LargestRemainder.Round([2 / 3m, 2 / 3m, 2 / 3m], 2));
        Assert.Equal([0m, 0m, -1m], LargestRemainder.Round([-1 / 3m, -1 / 3m, -1 / 3m], -1));
    }

    [Fact]
    public void Rounds_to_decimals_and_to_thousands()
    {
        Assert.Equal([0.33m, 0.34m, -0.17m], LargestRemainder.Round([0.333m, 0.336m, -0.169m], 0.50m, 2));
        Assert.Equal([1_000m, 3_000m], LargestRemainder.Round([1_400, 2_700], 4_000, -3));
    }

    [Fact]
    public void A_part_of_nothing_stays_nothing() => Assert.Equal([0m, 1m, 0m], LargestRemainder.Round([0, 0.5m, 0], 1));

    [Theory]
    [InlineData(12)]
    [InlineData(10.5)]
    public void Refuses_a_total_that_is_no_rounding_of_the_sum(double total) =>
        Assert.Throws<ArgumentException>(() => LargestRemainder.Round([5.25m, 5.25m], (decimal)total));

    [Fact]
    public void Always_adds_up_and_moves_no_part_by_a_unit()
    {
        var part = Gen.Choose(-100_000, 100_000).Select(cents => cents / 100m);
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Gen.ListOf(part)), parts =>
        {
            var total = decimal.Round(parts.Sum(), MidpointRounding.AwayFromZero);
            var printed = LargestRemainder.Round([.. parts], total);
            return printed.Sum() == total && printed.Zip(parts, (p, exact) => Math.Abs(p - exact) < 1).All(near => near);
        }));
    }
}
