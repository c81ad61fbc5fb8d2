namespace KpiDigest.Core.Signals;

/// <summary>What a week is, measured by the weeks before it (D12).</summary>
public enum SignalVerdict
{
    /// <summary>Within what chance explains.</summary>
    None,

    /// <summary>Above the upper limit.</summary>
    High,

    /// <summary>Below the lower limit.</summary>
    Low,

    /// <summary>The first week in which eight in a row lie above the center.</summary>
    RunHigh,

    /// <summary>The first week in which eight in a row lie below the center.</summary>
    RunLow,

    /// <summary>The week holds too little to be judged.</summary>
    TooFew,

    /// <summary>Too few weeks or quarters before the week.</summary>
    NoHistory,

    /// <summary>The KPI has no chart.</summary>
    NotCharted,
}
