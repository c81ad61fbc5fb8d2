using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class StudentTTests
{
    // Percentage points as printed since R. A. Fisher's table: 97.5 % for 1, 2, 4, 5, 10, 30 and 120 degrees of freedom, 99.5 % for 1, 5 and 30.
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 4, 2.776)]
    [InlineData(0.975, 5, 2.571)]
    [InlineData(0.975, 10, 2.228)]
    [InlineData(0.975, 30, 2.042)]
    [InlineData(0.975, 120, 1.980)]
    [InlineData(0.995, 1, 63.657)]
    [InlineData(0.995, 5, 4.032)]
    [InlineData(0.995, 30, 2.750)]
    [InlineData(0.95, 8, 1.860)]
    public void Equals_the_printed_table(double p, double freedom, double t)
    {
        Assert.Equal(t, StudentT.Quantile(p, freedom), 3);
        Assert.Equal(-t, StudentT.Quantile(1 - p, freedom), 3);
    }

    // With 1 and 2 degrees of freedom the quantile has a closed form.
    [Theory]
    [InlineData(0.6)]
    [InlineData(0.975)]
    [InlineData(0.9999)]
    public void Equals_the_closed_forms(double p)
    {
        Assert.Equal(1, StudentT.Quantile(p, 1) / Math.Tan(Math.PI * (p - 0.5)), 9);
        Assert.Equal(1, StudentT.Quantile(p, 2) / (((2 * p) - 1) / Math.Sqrt(2 * p * (1 - p))), 9);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(4.5603)]
    [InlineData(1e6)]
    public void The_quantile_undoes_the_tail(double freedom) =>
        Assert.Equal(0.05, StudentT.TwoSided(StudentT.Quantile(0.975, freedom), freedom), 10);

    [Fact]
    public void Is_normal_in_the_limit_and_0_in_the_middle()
    {
        Assert.Equal(WilsonInterval.Z, StudentT.Quantile(0.975, 1e8), 6);
        Assert.Equal(0, StudentT.Quantile(0.5, 3), 12);
        Assert.Equal(1, StudentT.TwoSided(0, 3));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(0.9, 0)]
    public void Refuses_what_has_no_quantile(double p, double freedom) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(p, freedom));
}
