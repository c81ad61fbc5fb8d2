using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class BenjaminiHochbergTests
{
    // Benjamini and Hochberg (1995), section 4.1: 15 tests of a study of thrombolysis; four stand at q = 0.05.
    private static readonly double[] Published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

    [Fact]
    public void Equals_the_published_example() => Assert.Equal([0, 1, 2, 3], BenjaminiHochberg.Rejected(Published, 0.05));

    [Fact]
    public void Names_only_A_in_catalogue_example_4()
    {
        Assert.Equal([0], BenjaminiHochberg.Rejected([0.0093, 0.4561, 0.9165, 0.9547]));
        Assert.Equal([0], BenjaminiHochberg.Rejected([0.025, 0.4561, 0.9165, 0.9547]));
        Assert.Empty(BenjaminiHochberg.Rejected([0.02501, 0.4561, 0.9165, 0.9547]));
    }

    // Step-up: 0.06 alone is above its own bound 0.05, but 0.09 is below 0.10 and takes it along.
    [Fact]
    public void A_later_one_that_stands_takes_all_before_along() => Assert.Equal([0, 1], BenjaminiHochberg.Rejected([0.09, 0.06]));

    [Fact]
    public void Equal_ones_stand_or_fall_together_in_any_order()
    {
        Assert.Equal([1, 2, 4], BenjaminiHochberg.Rejected([0.9, 0.04, 0.04, 0.8, 0.04]));
        Assert.Equal([0, 1, 2], BenjaminiHochberg.Rejected([0.04, 0.04, 0.04, 0.8, 0.9]));
        Assert.Empty(BenjaminiHochberg.Rejected([0.05, 0.05, 0.8, 0.9, 0.95]));
    }

    [Fact]
    public void Nothing_stands_of_nothing() => Assert.Empty(BenjaminiHochberg.Rejected([]));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Refuses_what_is_no_p_value(double wrong) => Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Rejected([0.5, wrong]));
}
