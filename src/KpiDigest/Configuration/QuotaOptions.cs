namespace KpiDigest.Configuration;

/// <summary>How quotas of reps add up to their team's.</summary>
internal sealed class QuotaOptions
{
    /// <summary>Whether the personal quota of a team's lead is part of the team's.</summary>
    public bool LeadsCarry { get; set; }
}
