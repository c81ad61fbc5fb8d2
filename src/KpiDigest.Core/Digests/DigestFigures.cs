using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using NodaTime;

namespace KpiDigest.Core.Digests;

/// <summary>Everything a digest of one scope says, as unformatted results. Computed once a scope, whatever the number of recipients.</summary>
public sealed record DigestFigures
{
    /// <summary>Template the figures were computed for: <c>weekly</c> or <c>quarterly</c>.</summary>
    public required string Template { get; init; }

    /// <summary>The scope.</summary>
    public required Scope Scope { get; init; }

    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>The fiscal quarter that quarter-bound KPIs answer for (D5); the period itself for the scorecard.</summary>
    public required Period Quarter { get; init; }

    /// <summary>T.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string HomeCurrency { get; init; }

    /// <summary>Results of the scope by KPI id.</summary>
    public required IReadOnlyDictionary<string, KpiResult> Results { get; init; }

    /// <summary>Results as of the week before by KPI id, for what is newly so; empty for a quarter.</summary>
    public IReadOnlyDictionary<string, KpiResult> WeekBefore { get; init; } = new Dictionary<string, KpiResult>();

    /// <summary>How the win rate of 13 weeks moved; null: a quarter, a rep, or too little is known.</summary>
    public RateMove? RateMove { get; init; }

    /// <summary>Won revenue of the quarter (to date); null where the KPI is not in the catalogue.</summary>
    public KpiResult? QuarterWon { get; init; }

    /// <summary>The quarter that ended inside the week; null: none did.</summary>
    public EndedQuarter? Ended { get; init; }

    /// <summary>Pipeline coverage of the quarter after <see cref="Quarter"/>; null: not computed.</summary>
    public KpiResult? NextCoverage { get; init; }

    /// <summary>Target achievement of the quarter after <see cref="Quarter"/> with its landing; null: not computed.</summary>
    public KpiResult? NextAchievement { get; init; }

    /// <summary>The rows below the scope, in the order of <c>SalesFacts.Children</c>; empty for a rep.</summary>
    public required IReadOnlyList<ChildFigures> Children { get; init; }

    /// <summary>Points by KPI id, oldest first, ending with the period: 26 weeks, or 8 quarters.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<TrendPoint>> Trends { get; init; }

    /// <summary>Deals to name, at most one group a role; roles without deals are absent.</summary>
    public required IReadOnlyList<DealGroup> Deals { get; init; }

    /// <summary>Open deals by when they are due; empty for a week.</summary>
    public IReadOnlyList<PipelineBucket> Outlook { get; init; } = [];

    /// <summary>What was written about the quarter inside the scope; empty for a week.</summary>
    public IReadOnlyList<Comment> Comments { get; init; } = [];

    /// <summary>What was agreed inside the scope; empty for a week.</summary>
    public IReadOnlyList<ActionItem> Actions { get; init; } = [];

    /// <summary>Completeness of the data.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Counting rules, for the definitions block.</summary>
    public required DealRules Rules { get; init; }

    /// <summary>The bands figures are judged by.</summary>
    public StatusBands Bands { get; init; } = StatusBands.Default;

    /// <summary>Whether weeks were measured by their place in earlier quarters (D12).</summary>
    public bool SeasonalSignals { get; init; } = true;

    /// <summary>Whether the past was rebuilt from the CRM's dates and history (D3).</summary>
    public bool Reconstructed { get; init; }

    /// <summary>The result of a KPI, or null where the catalogue does not have it.</summary>
    public KpiResult? Result(string kpi) => Results.GetValueOrDefault(kpi);

    /// <summary>What a KPI said a week before of the period it answers for now; null where it spoke of another one.</summary>
    public KpiResult? SameQuarterBefore(string kpi) =>
        WeekBefore.GetValueOrDefault(kpi) is { } before && before.Period?.Label == Result(kpi)?.Period?.Label ? before : null;

    /// <summary>The points of a KPI; empty where there are none.</summary>
    public IReadOnlyList<TrendPoint> Trend(string kpi) => Trends.GetValueOrDefault(kpi) ?? [];

    /// <summary>The deals of a role, or null.</summary>
    public DealGroup? DealsOf(DealRole role) => Deals.FirstOrDefault(g => g.Role == role);
}
