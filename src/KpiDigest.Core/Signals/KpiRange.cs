namespace KpiDigest.Core.Signals;

/// <summary>What was to be expected of a week: its normal range (D12), in the unit of the value.</summary>
/// <param name="Center">The middle.</param>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
public sealed record KpiRange(decimal Center, decimal Low, decimal High)
{
    /// <summary>How far a value lies from the center, in distances from center to limit: over 1 is beyond the limit.</summary>
    public decimal Distance(decimal value)
    {
        var limit = value >= Center ? High - Center : Center - Low;
        return value == Center ? 0 : limit <= 0 ? Farthest : Math.Min(Farthest, Math.Abs(value - Center) / limit);
    }

    /// <summary>A range of no width is left infinitely far: any greater number would say no more.</summary>
    internal const decimal Farthest = 1_000;

    internal static KpiRange? Of(Signal signal) => signal is { Center: { } center, Low: { } low, High: { } high }
        ? new KpiRange((decimal)center, (decimal)low, (decimal)high) : null;
}
