namespace KpiDigest.Core.Facts;

/// <summary>The installation's choices that single KPIs rest on; printed in the definitions block of what is sent.</summary>
public sealed record KpiRules
{
    /// <summary>How it is known that a customer is one no more (<c>Churn:Mode</c>).</summary>
    public ChurnMode ChurnMode { get; init; } = ChurnMode.Contract;

    /// <summary>Days after the last win on which a customer counts as lost (<c>Churn:InactivityDays</c>); for <see cref="ChurnMode.Inactivity"/> only.</summary>
    public int InactivityDays { get; init; } = 365;
}
