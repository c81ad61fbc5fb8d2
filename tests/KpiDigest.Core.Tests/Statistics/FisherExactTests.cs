using System.Numerics;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class FisherExactTests
{
    // R. A. Fisher, The Design of Experiments (1935): 3 of 4 cups right is 17/70 on one side, 34/70 on two; all 4 is 1/70 and 2/70.
    [Theory]
    [InlineData(3, 1, 34.0 / 70)]
    [InlineData(4, 0, 2.0 / 70)]
    public void Equals_the_lady_tasting_tea(int milkRight, int teaWrong, double expected) =>
        Assert.Equal(expected, FisherExact.TwoSided((milkRight, 4), (teaWrong, 4)), 14);

    // A. Agresti, Categorical Data Analysis: Fisher's twins, 2 of 17 dizygotic and 10 of 13 monozygotic convicted, p = 0.0005367 two-sided.
    [Fact]
    public void Equals_the_convictions_of_twins() => Assert.Equal(0.0005367, FisherExact.TwoSided((10, 13), (2, 17)), 7);

    [Fact]
    public void Equals_catalogue_example_3() => Assert.Equal(0.2424, FisherExact.TwoSided((4, 6), (1, 6)), 4);

    [Fact]
    public void Equals_whole_number_arithmetic_for_all_small_tables()
    {
        for (var n1 = 0; n1 <= 9; n1++)
            for (var n0 = 0; n0 <= 7; n0++)
                for (var k1 = 0; k1 <= n1; k1++)
                    for (var k0 = 0; k0 <= n0; k0++)
                        Assert.Equal(Exactly(k1, n1, k0, n0), FisherExact.TwoSided((k1, n1), (k0, n0)), 12);
    }

    // Mirror images of a table weigh the same, but not to the last digit.
    [Fact]
    public void Counts_tables_that_tie_with_the_observed_one()
    {
        for (var k = 0; k < 50; k++)
            Assert.Equal(2 * FisherExactOneSided(k), FisherExact.TwoSided((k, 100), (100 - k, 100)), 10);

        static double FisherExactOneSided(int k) => (double)Enumerable.Range(0, k + 1).Aggregate(BigInteger.Zero, (sum, i) => sum + (Choose(100, i) * Choose(100, 100 - i))) / (double)Choose(200, 100);
    }

    [Theory]
    [InlineData(50_000, 100_000, 50_000, 100_000)]
    [InlineData(50_300, 100_000, 49_700, 100_000)]
    [InlineData(30_000, 100_000, 29_000, 100_000)]
    public void Agrees_with_the_normal_approximation_for_many_trials(int k1, int n1, int k0, int n0)
    {
        // With continuity correction, as Fisher's test counts the observed table whole.
        double p = (double)(k1 + k0) / (n1 + n0), gap = Math.Max(0, Math.Abs(((double)k1 / n1) - ((double)k0 / n0)) - (1.0 / n1));
        var expected = NormalTail.TwoSided(gap / Math.Sqrt(p * (1 - p) * ((1.0 / n1) + (1.0 / n0))));

        Assert.Equal(1, FisherExact.TwoSided((k1, n1), (k0, n0)) / expected, 2);
    }

    [Fact]
    public void Refuses_more_successes_than_trials() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherExact.TwoSided((3, 2), (0, 2)));

    private static double Exactly(int k1, int n1, int k0, int n0)
    {
        BigInteger Weight(int k) => Choose(n1, k) * Choose(n0, k1 + k0 - k);
        var all = Enumerable.Range(0, n1 + 1).Select(Weight).ToList();
        var atMost = all.Where(weight => weight <= Weight(k1)).Aggregate(BigInteger.Zero, BigInteger.Add);
        return (double)atMost / (double)all.Aggregate(BigInteger.Zero, BigInteger.Add);
    }

    private static BigInteger Choose(int n, int k)
    {
        if (k < 0 || k > n) return 0;
        BigInteger value = 1;
        for (var i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }
}
