using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Tests.Statistics.Clv;

public class BetaMeanTests
{
    // Moments of the beta distribution are known: a / (a + b), and so on. From densities infinite at both ends to needles.
    [Theory]
    [InlineData(0.01, 0.02)]
    [InlineData(0.8, 2.4)]
    [InlineData(1, 1)]
    [InlineData(3, 1500)]
    [InlineData(20_000, 22_000)]
    public void Equals_the_known_moments(double a, double b)
    {
        Assert.Equal(1, BetaMean.Of(p => p, a, b) / (a / (a + b)), 9);
        Assert.Equal(1, BetaMean.Of(p => p * p, a, b) / (a * (a + 1) / ((a + b) * (a + b + 1))), 9);
    }
}
