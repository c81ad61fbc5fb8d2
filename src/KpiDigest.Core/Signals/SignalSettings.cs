namespace KpiDigest.Core.Signals;

/// <summary>How weeks are judged (D12).</summary>
/// <param name="Season">True: a week is measured by the same week of earlier quarters.</param>
/// <param name="Baseline">How many weeks before the judged one count, at most.</param>
/// <param name="Least">How many of them must be known.</param>
public sealed record SignalSettings(bool Season = true, int Baseline = 26, int Least = 12)
{
    /// <summary>The catalogue's settings.</summary>
    public static SignalSettings Default { get; } = new();
}
