namespace KpiDigest.Core.Statistics;

/// <summary>A week of a proportion beside the rate expected of it.</summary>
/// <param name="Successes">0 to trials.</param>
/// <param name="Trials">Above 0.</param>
/// <param name="Expected">The expected rate, 0 to 1.</param>
public readonly record struct RateWeek(int Successes, int Trials, double Expected)
{
    /// <summary>How many standard errors the rate lies above the expected one; null where that leaves nothing to chance (0 or 1) or without trials.</summary>
    public double? Z => Trials > 0 && Expected is > 0 and < 1
        ? (((double)Successes / Trials) - Expected) / Math.Sqrt(Expected * (1 - Expected) / Trials)
        : null;
}
