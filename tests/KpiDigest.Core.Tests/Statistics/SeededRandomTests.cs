using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class SeededRandomTests
{
    // Outputs of the authors' reference program for the state 1, 2, 3, 4.
    [Fact]
    public void Equals_the_reference_outputs_of_xoshiro256()
    {
        var random = new SeededRandom(1, 2, 3, 4);

        Assert.Equal(
            [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576],
            Enumerable.Range(0, 10).Select(_ => random.NextBits()));
    }

    // Outputs of the authors' reference program for the seed 1234567.
    [Fact]
    public void Equals_the_reference_outputs_of_SplitMix64()
    {
        var spread = new SplitMix64(1234567);
        ulong[] outputs = [spread.Next(), spread.Next(), spread.Next(), spread.Next(), spread.Next()];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], outputs);
    }

    [Fact]
    public void The_seed_gives_the_four_states_by_SplitMix64()
    {
        var spread = new SplitMix64(42);
        var direct = new SeededRandom(spread.Next(), spread.Next(), spread.Next(), spread.Next());

        Assert.Equal(direct.NextBits(), new SeededRandom(42).NextBits());
    }

    [Fact]
    public void Doubles_lie_between_0_and_1_with_the_right_moments()
    {
        var random = new SeededRandom(1);
        var draws = Draw(100_000, random.NextDouble);

        Assert.All(draws, draw => Assert.True(draw is >= 0 and < 1));
        HasMoments(draws, 0.5, 1.0 / 12);
    }

    [Fact]
    public void Whole_numbers_are_equally_likely()
    {
        var random = new SeededRandom(2);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.NextInt(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
    }

    [Fact]
    public void Normal_draws_have_the_right_moments_and_tails()
    {
        var random = new SeededRandom(3);
        var draws = Draw(100_000, random.NextNormal);

        HasMoments(draws, 0, 1);
        Assert.InRange(draws.Count(draw => Math.Abs(draw) > 1.959963984540054), 4_700, 5_300);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(7.3)]
    [InlineData(250)]
    public void Gamma_draws_have_mean_and_variance_of_their_shape(double shape)
    {
        var random = new SeededRandom(4);

        HasMoments(Draw(100_000, () => random.NextGamma(shape)), shape, shape);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(30.5, 30.5)]
    [InlineData(10.5, 40.5)]
    public void Beta_draws_have_the_right_moments(double a, double b)
    {
        var random = new SeededRandom(5);

        HasMoments(Draw(100_000, () => random.NextBeta(a, b)), a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    }

    // I(x; 2, 3) at the quartiles: the whole shape, not the moments only.
    [Fact]
    public void Beta_draws_fill_the_distribution()
    {
        var random = new SeededRandom(6);
        var draws = Draw(100_000, () => random.NextBeta(2, 3));

        foreach (var x in (double[])[0.1, 0.25, 0.5, 0.8])
            Assert.Equal(IncompleteBeta.Of(x, 2, 3), draws.Count(draw => draw <= x) / 100_000.0, 2);
    }

    [Fact]
    public void Refuses_shapes_not_above_0() => Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).NextGamma(0));

    private static double[] Draw(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static void HasMoments(double[] draws, double mean, double variance)
    {
        var found = draws.Average();
        Assert.InRange(found - mean, -5 * Math.Sqrt(variance / draws.Length), 5 * Math.Sqrt(variance / draws.Length));
        Assert.InRange(draws.Sum(draw => (draw - found) * (draw - found)) / draws.Length / variance, 0.95, 1.05);
    }
}
