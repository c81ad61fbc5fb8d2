namespace KpiDigest.Core.Facts;

/// <summary>The installation's choices that single KPIs rest on; printed in the definitions block of what is sent.</summary>
public sealed record KpiRules
{
    /// <summary>How it is known that a customer is one no more (<c>Churn:Mode</c>).</summary>
    public ChurnMode ChurnMode { get; init; } = ChurnMode.Contract;

    /// <summary>Days after the last win on which a customer counts as lost (<c>Churn:InactivityDays</c>); for <see cref="ChurnMode.Inactivity"/> only.</summary>
    public int InactivityDays { get; init; } = 365;

    /// <summary>Whether the personal quota of somebody who leads a team is part of the team's (<c>Quotas:LeadsCarry</c>).</summary>
    public bool LeadsCarry { get; init; }

    /// <summary>Win rate under which a rep needs help; null: 0.8 × the company's pooled win rate of the 4 full quarters before (<c>needs-help</c>).</summary>
    public decimal? NeedsHelpBar { get; init; }

    /// <summary>
    /// Amount from which a new client is large, in the home currency; null: the 90th percentile of the new wins of the 4 quarters before
    /// (<c>new-large-clients</c>).
    /// </summary>
    public decimal? LargeClientSize { get; init; }

    /// <summary>Forecast categories, as the CRM names them, that are committed; compared without case, spaces and underscores.</summary>
    public IReadOnlyList<string> CommitCategories { get; init; } = ["commit", "committed", "closed", "forecast"];

    /// <summary>Forecast categories, as the CRM names them, that are best case and not committed; compared without case, spaces and underscores.</summary>
    public IReadOnlyList<string> BestCaseCategories { get; init; } = ["best case", "most likely"];

    /// <summary>Whether a week is measured by the same week of earlier quarters (<c>Signals:Season</c>).</summary>
    public bool SeasonalSignals { get; init; } = true;

    /// <summary>Where green and amber end (<c>Bands</c>).</summary>
    public BandLimits Bands { get; init; } = new();
}
