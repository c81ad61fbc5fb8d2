using KpiDigest.Core.Statistics;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// Core's generator, with only those floating-point operations on top that IEEE 754 fixes to the bit: the same company everywhere.
/// Core's own draws of normal and other distributions use logarithms, which may differ in the last bit between machines.
/// </summary>
internal sealed class DemoRandom(ulong seed)
{
    private readonly SeededRandom _random = new(seed);

    /// <summary>In [0, 1).</summary>
    public double Next() => _random.NextDouble();

    /// <summary>In [from, to).</summary>
    public double Next(double from, double to) => from + ((to - from) * Next());

    /// <summary>In [from, to), both whole.</summary>
    public int Whole(int from, int to) => from + (int)((to - from) * Next());

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Whole(0, items.Count)];

    /// <summary>Index drawn by weight.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var left = Next() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }

        return weights.Length - 1;
    }

    /// <summary>About log-normal: the median times e to a normal deviate of this spread.</summary>
    public double Skewed(double median, double spread) => median * Exponential(spread * Normal());

    /// <summary>About normal: twelve uniforms less six.</summary>
    private double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Next();
        return sum;
    }

    /// <summary>(1 + x / 1024) to the 1024th, by squaring.</summary>
    private static double Exponential(double x)
    {
        var power = 1 + (x / 1024);
        for (var i = 0; i < 10; i++) power *= power;
        return power;
    }
}
