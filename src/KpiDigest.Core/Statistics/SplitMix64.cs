namespace KpiDigest.Core.Statistics;

/// <summary>
/// Spreads one number into many that look unrelated: G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators,
/// OOPSLA 2014. Used to seed <see cref="SeededRandom"/>.
/// </summary>
internal struct SplitMix64(ulong state)
{
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
