using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class IncompleteBetaTests
{
    // K. Pearson, Tables of the Incomplete Beta-Function (1934), as polynomials: I(x; 2, 3) = 6x^2 - 8x^3 + 3x^4, I(x; 1, b) = 1 - (1 - x)^b.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    public void Equals_its_polynomials(double x)
    {
        Assert.Equal((6 * x * x) - (8 * x * x * x) + (3 * x * x * x * x), IncompleteBeta.Of(x, 2, 3), 13);
        Assert.Equal(1 - Math.Pow(1 - x, 7.5), IncompleteBeta.Of(x, 1, 7.5), 13);
        Assert.Equal(2 / Math.PI * Math.Asin(Math.Sqrt(x)), IncompleteBeta.Of(x, 0.5, 0.5), 13);
    }

    [Fact]
    public void Is_mirrored_and_has_its_ends()
    {
        Assert.Equal(1, IncompleteBeta.Of(0.3, 4.2, 1.9) + IncompleteBeta.Of(0.7, 1.9, 4.2), 13);
        Assert.Equal((0, 1), (IncompleteBeta.Of(0, 2, 3), IncompleteBeta.Of(1, 2, 3)));
        Assert.Equal(0.5, IncompleteBeta.Of(0.5, 50_000, 50_000), 9);
    }

    [Fact]
    public void Refuses_what_it_is_not_for()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteBeta.Of(1.1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteBeta.Of(0.5, 0, 3));
    }
}
