using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Tests.Statistics.Clv;

public class NelderMeadTests
{
    // H. Rosenbrock's valley (1960), least at (1, 1), from his own start.
    [Fact]
    public void Finds_the_end_of_Rosenbrocks_valley()
    {
        var (point, value) = NelderMead.Minimize(x => (100 * Math.Pow(x[1] - (x[0] * x[0]), 2)) + Math.Pow(1 - x[0], 2), [[-1.2, 1]]);

        Assert.Equal((1, 1), (Math.Round(point[0], 3), Math.Round(point[1], 3)));
        Assert.Equal(0, value, 6);
    }

    [Fact]
    public void Takes_the_best_of_its_starts_and_stays_where_values_are_finite()
    {
        static double TwoValleys(double[] x) => x[0] < -4 ? double.PositiveInfinity : Math.Min(Math.Pow(x[0] + 3, 2), Math.Pow(x[0] - 3, 2) + 1);

        Assert.Equal(-3, NelderMead.Minimize(TwoValleys, [[3.1], [-2]]).Point[0], 3);
        Assert.Equal(3, NelderMead.Minimize(TwoValleys, [[3.1]]).Point[0], 3);
    }
}
