using NodaTime;

namespace KpiDigest.Store;

/// <summary>How values look in columns: instants are microseconds since 1970 UTC, money is whole 1/10,000 units.</summary>
internal static class Stored
{
    private const long UnitsPerOne = 10_000;
    private const decimal Largest = long.MaxValue / (decimal)UnitsPerOne;

    /// <summary>Microseconds; what is finer is cut off towards the past.</summary>
    public static long Micros(Instant at) => Math.DivRem(at.ToUnixTimeTicks(), 10) is var (micros, rest) && rest < 0 ? micros - 1 : at.ToUnixTimeTicks() / 10;

    public static Instant At(long micros) => Instant.FromUnixTimeTicks(micros * 10);

    public static Instant? At(long? micros) => micros is { } value ? At(value) : null;

    /// <summary>Microseconds of a length of time.</summary>
    public static long Micros(Duration length) => length.BclCompatibleTicks / 10;

    public static Duration Length(long micros) => Duration.FromTicks(micros * 10);

    /// <summary>Rounds half to even to 1/10,000; false where the amount is too large for the column (beyond about 922 trillion).</summary>
    public static bool TryUnits(decimal amount, out long units)
    {
        units = 0;
        if (Math.Abs(amount) > Largest) return false;
        units = (long)(decimal.Round(amount, 4, MidpointRounding.ToEven) * UnitsPerOne);
        return true;
    }

    /// <summary>The amount of stored units, without trailing zeros.</summary>
    public static decimal Amount(long units) => units / (decimal)UnitsPerOne;
}
