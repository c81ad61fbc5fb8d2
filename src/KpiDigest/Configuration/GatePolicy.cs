namespace KpiDigest.Configuration;

/// <summary>What becomes of a digest because of a finding.</summary>
internal enum GatePolicy
{
    /// <summary>It is not looked at.</summary>
    Ignore,

    /// <summary>The mail says so.</summary>
    Note,

    /// <summary>Nobody gets anything until somebody acted.</summary>
    Hold,
}
