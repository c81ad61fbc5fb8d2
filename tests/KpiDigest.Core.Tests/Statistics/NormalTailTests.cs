using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class NormalTailTests
{
    // Two-sided tails from M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, table 26.1 (upper tail Q doubled).
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.317310507863)]
    [InlineData(-2, 0.045500263896)]
    [InlineData(3, 0.002699796063)]
    [InlineData(1.959963984540054, 0.05)]
    public void Equals_the_printed_table(double z, double expected) => Assert.Equal(expected, NormalTail.TwoSided(z), 12);

    [Theory]
    [InlineData(3.0000001, 0.002699795)]
    [InlineData(5, 5.733031437583878e-7)]
    [InlineData(10, 1.523970604832105e-23)]
    public void Keeps_its_digits_far_out(double z, double expected) => Assert.Equal(1, NormalTail.TwoSided(z) / expected, 6);
}
