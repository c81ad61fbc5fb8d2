namespace KpiDigest.Core.Statistics;

/// <summary>
/// A distribution over whole numbers with one peak, known by the ratio of each weight to the one below. The peak weighs 1; walking away
/// from it stops where weights vanish, so that 100,000 trials take a few thousand steps.
/// </summary>
internal sealed class PeakedWeights
{
    private readonly int first;
    private readonly double[] weights;

    /// <param name="low">The least number.</param>
    /// <param name="high">The greatest number.</param>
    /// <param name="peak">The most likely number, or one beside it.</param>
    /// <param name="up">Weight of x + 1 divided by the weight of x.</param>
    public PeakedWeights(int low, int high, int peak, Func<int, double> up)
    {
        peak = Math.Clamp(peak, low, high);
        var below = new List<double>();
        for (var (x, weight) = (peak, 1.0); x > low && (weight /= up(x - 1)) > 0; x--) below.Add(weight);
        var above = new List<double>();
        for (var (x, weight) = (peak, 1.0); x < high && (weight *= up(x)) > 0; x++) above.Add(weight);
        first = peak - below.Count;
        weights = [.. Enumerable.Reverse(below), 1, .. above];
    }

    /// <summary>The weight of a number; 0 where it vanishes.</summary>
    public double At(int x) => x < first || x >= first + weights.Length ? 0 : weights[x - first];

    /// <summary>P(X ≤ <paramref name="x"/>).</summary>
    public double UpTo(int x) => Share(weights.Take(Math.Max(0, x - first + 1)));

    /// <summary>The probability of all numbers that weigh at most <paramref name="weight"/>.</summary>
    public double ShareAtMost(double weight) => Share(weights.Where(each => each <= weight));

    // Small weights are added first, so that they are not lost beside the great ones.
    private double Share(IEnumerable<double> some) => Math.Min(1, some.Order().Sum() / weights.Order().Sum());
}
