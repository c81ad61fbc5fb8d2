using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class LogGammaTests
{
    [Fact]
    public void Equals_factorials_and_half_factorials()
    {
        var factorial = 1.0;
        for (var n = 1; n <= 30; factorial *= n++) Assert.Equal(Math.Log(factorial), LogGamma.Of(n), 12);
        Assert.Equal(Math.Log(Math.PI) / 2, LogGamma.Of(0.5), 14);
    }

    // M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, table 6.1: ln gamma(1.25) = -0.0982718364, ln gamma(1.75) = -0.0844011210.
    [Theory]
    [InlineData(1.25, -0.0982718364)]
    [InlineData(1.75, -0.0844011210)]
    public void Equals_the_printed_table(double x, double expected) => Assert.Equal(expected, LogGamma.Of(x), 10);

    [Theory]
    [InlineData(0.001)]
    [InlineData(3.7)]
    [InlineData(14.999)]
    [InlineData(100_000.5)]
    public void Grows_by_the_logarithm_of_its_argument(double x) => Assert.Equal(Math.Log(x), LogGamma.Of(x + 1) - LogGamma.Of(x), 9);

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    [InlineData(double.NaN)]
    public void Refuses_numbers_not_above_0(double x) => Assert.Throws<ArgumentOutOfRangeException>(() => LogGamma.Of(x));
}
