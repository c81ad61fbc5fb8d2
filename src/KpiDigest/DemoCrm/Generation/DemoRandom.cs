namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// xoshiro256** seeded by splitmix64, with only those floating-point operations that IEEE 754 fixes to the bit: the same company
/// everywhere.
/// </summary>
internal sealed class DemoRandom
{
    private ulong _a, _b, _c, _d;

    public DemoRandom(ulong seed) => (_a, _b, _c, _d) = (Mix(ref seed), Mix(ref seed), Mix(ref seed), Mix(ref seed));

    /// <summary>In [0, 1).</summary>
    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

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

    private ulong Bits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
