using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class BinomialTailTests
{
    [Theory]
    [InlineData(1, 25, 0.0093)]
    [InlineData(4, 20, 0.4561)]
    [InlineData(7, 20, 0.9165)]
    [InlineData(5, 12, 0.9547)]
    public void Equals_catalogue_example_4(int won, int closed, double expected) => Assert.Equal(expected, BinomialTail.AtMost(won, closed, 0.24), 4);

    // Cumulative binomial table, as printed in W. Mendenhall and others, Introduction to Probability and Statistics, table 1 (n = 10, n = 25).
    [Theory]
    [InlineData(2, 10, 0.3, 0.383)]
    [InlineData(5, 10, 0.5, 0.623)]
    [InlineData(9, 25, 0.4, 0.425)]
    [InlineData(12, 25, 0.5, 0.500)]
    [InlineData(3, 25, 0.2, 0.234)]
    public void Equals_the_printed_table(int k, int n, double p, double expected) => Assert.Equal(expected, BinomialTail.AtMost(k, n, p), 3);

    [Fact]
    public void Has_its_ends()
    {
        Assert.Equal(1, BinomialTail.AtMost(0, 0, 0.3));
        Assert.Equal(1, BinomialTail.AtMost(7, 7, 0.3));
        Assert.Equal(1, BinomialTail.AtMost(2, 7, 0));
        Assert.Equal(0, BinomialTail.AtMost(2, 7, 1));
        Assert.Equal(0.125, BinomialTail.AtMost(0, 3, 0.5), 15);
    }

    [Fact]
    public void Keeps_its_digits_far_from_the_mean_of_many_trials()
    {
        Assert.Equal(100_000 * Math.Log(0.999), Math.Log(BinomialTail.AtMost(0, 100_000, 0.001)), 8);
        Assert.Equal(0.5, BinomialTail.AtMost(50_000, 100_000, 0.5) - (BinomialTail.AtMost(50_000, 100_000, 0.5) - BinomialTail.AtMost(49_999, 100_000, 0.5)) / 2, 10);
    }

    // P(X <= k) of n, p is the incomplete beta function of 1 - p at (n - k, k + 1).
    [Theory]
    [InlineData(2_900, 10_000, 0.3)]
    [InlineData(30_200, 100_000, 0.3)]
    [InlineData(12, 100_000, 0.0002)]
    public void Agrees_with_the_incomplete_beta_function(int k, int n, double p) =>
        Assert.Equal(1, BinomialTail.AtMost(k, n, p) / IncompleteBeta.Of(1 - p, n - k, k + 1), 8);

    [Fact]
    public void Refuses_what_is_no_probability()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTail.AtMost(1, 2, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTail.AtMost(1, 2, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => BinomialTail.AtMost(3, 2, 0.5));
    }
}
