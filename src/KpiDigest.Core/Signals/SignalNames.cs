namespace KpiDigest.Core.Signals;

/// <summary>The verdicts as the catalogue names them (D12), and as they are printed.</summary>
public static class SignalNames
{
    /// <summary>Within what chance explains.</summary>
    public const string None = "none";

    /// <summary>Above the upper limit.</summary>
    public const string High = "high";

    /// <summary>Below the lower limit.</summary>
    public const string Low = "low";

    /// <summary>The first week in which eight in a row lie above the center.</summary>
    public const string RunHigh = "run-high";

    /// <summary>The first week in which eight in a row lie below the center.</summary>
    public const string RunLow = "run-low";

    /// <summary>The week holds too little to be judged.</summary>
    public const string TooFew = "too-few";

    /// <summary>Too few weeks or quarters before the week.</summary>
    public const string NoHistory = "no-history";

    /// <summary>The KPI, level or period has no chart.</summary>
    public const string NotCharted = "not-charted";

    /// <summary>Whether a verdict is news.</summary>
    public static bool IsSignal(string name) => name is High or Low or RunHigh or RunLow;

    internal static string Of(SignalVerdict verdict) => verdict switch
    {
        SignalVerdict.None => None,
        SignalVerdict.High => High,
        SignalVerdict.Low => Low,
        SignalVerdict.RunHigh => RunHigh,
        SignalVerdict.RunLow => RunLow,
        SignalVerdict.TooFew => TooFew,
        SignalVerdict.NoHistory => NoHistory,
        _ => NotCharted,
    };
}
