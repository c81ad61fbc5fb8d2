using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class TwoProportionsTests
{
    [Fact]
    public void Equals_catalogue_example_3()
    {
        var same = TwoProportions.Compare((11, 35), (6, 35));
        var improved = TwoProportions.Compare((31, 100), (17, 100));
        var few = TwoProportions.Compare((4, 6), (1, 6));

        Assert.Equal((1.3937, 0.1634, ProportionTest.PooledZ, false), (Math.Round(same.Z!.Value, 4), Math.Round(same.P, 4), same.Test, same.IsSignificant));
        Assert.Equal((2.3179, 0.0205, ProportionTest.PooledZ, true), (Math.Round(improved.Z!.Value, 4), Math.Round(improved.P, 4), improved.Test, improved.IsSignificant));
        Assert.Equal((0.2424, ProportionTest.FisherExact, null), (Math.Round(few.P, 4), few.Test, few.Z));
    }

    // The Physicians' Health Study, as worked in A. Agresti, An Introduction to Categorical Data Analysis, section 3.2: z = 5.0 (104/11,037 against 189/11,034).
    [Fact]
    public void Equals_the_published_example_of_aspirin()
    {
        var result = TwoProportions.Compare((189, 11_034), (104, 11_037));

        Assert.Equal(5.00, result.Z!.Value, 2);
        Assert.Equal(5.7e-7, result.P, 8);
    }

    // 10 of 40 against 10 of 40 expects exactly 10; 5 of 20 against 5 of 20 exactly 5; one success less, 4.5.
    [Theory]
    [InlineData(5, 20, 5, 20, ProportionTest.PooledZ)]
    [InlineData(4, 20, 5, 20, ProportionTest.FisherExact)]
    [InlineData(15, 20, 15, 20, ProportionTest.PooledZ)]
    [InlineData(16, 20, 15, 20, ProportionTest.FisherExact)]
    [InlineData(0, 1_000, 0, 1_000, ProportionTest.FisherExact)]
    public void Takes_Fishers_test_where_fewer_than_5_are_expected(int later, int laterTrials, int earlier, int earlierTrials, ProportionTest expected) =>
        Assert.Equal(expected, TwoProportions.Compare((later, laterTrials), (earlier, earlierTrials)).Test);

    [Fact]
    public void Does_not_overflow_with_many_trials() =>
        Assert.Equal(1, TwoProportions.Compare((1_000_000_000, 2_000_000_000), (1_000_000_000, 2_000_000_000)).P);

    [Fact]
    public void Two_without_any_success_do_not_differ() => Assert.Equal(1, TwoProportions.Compare((0, 9), (0, 4)).P);

    [Fact]
    public void Refuses_a_group_without_trials() => Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.Compare((0, 0), (1, 2)));
}
