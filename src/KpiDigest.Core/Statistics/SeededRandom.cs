using System.Numerics;

namespace KpiDigest.Core.Statistics;

/// <summary>
/// Chance that comes out the same for the same seed, on every machine: xoshiro256** of D. Blackman and S. Vigna, Scrambled linear
/// pseudorandom number generators, ACM Transactions on Mathematical Software 47 (2021), seeded by SplitMix64. Not for secrets.
/// </summary>
public sealed class SeededRandom
{
    private const double ToUnit = 1.0 / (1UL << 53);
    private ulong s0, s1, s2, s3;

    /// <param name="seed">Any number; see <see cref="StableSeed"/>.</param>
    public SeededRandom(ulong seed)
    {
        var spread = new SplitMix64(seed);
        (s0, s1, s2, s3) = (spread.Next(), spread.Next(), spread.Next(), spread.Next());
    }

    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A number of [0, 1), of 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * ToUnit;

    /// <summary>A whole number of [0, <paramref name="count"/>), each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">count is not above 0.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var fair = ulong.MaxValue - (ulong.MaxValue % (ulong)count);
        ulong bits;
        do bits = NextBits(); while (bits >= fair);
        return (int)(bits % (ulong)count);
    }

    /// <summary>A draw of the standard normal distribution, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        double u, square;
        do
        {
            u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            square = (u * u) + (v * v);
        }
        while (square is >= 1 or 0);
        return u * Math.Sqrt(-2 * Math.Log(square) / square);
    }

    /// <summary>A draw of the gamma distribution with scale 1: G. Marsaglia, W. Tsang, A simple method for generating gamma variables, 2000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">shape is not above 0.</exception>
    public double NextGamma(double shape)
    {
        if (!(shape > 0)) throw new ArgumentOutOfRangeException(nameof(shape), shape, "The shape of a gamma distribution is above 0.");
        if (shape < 1) return NextGamma(shape + 1) * Math.Pow(1 - NextDouble(), 1 / shape);
        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = NextNormal();
            var root = 1 + (x / Math.Sqrt(9 * d));
            var v = root * root * root;
            if (v > 0 && Math.Log(1 - NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }

    /// <summary>A draw of the beta distribution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not above 0.</exception>
    public double NextBeta(double a, double b)
    {
        var one = NextGamma(a);
        return one / (one + NextGamma(b));
    }
}
