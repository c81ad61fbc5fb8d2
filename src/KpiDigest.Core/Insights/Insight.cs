using System.Collections.Immutable;
using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights;

/// <summary>What a rule found: numbers without words. <see cref="InsightWording"/> says it in the reader's language.</summary>
/// <param name="Key">Which text says it, one of <see cref="InsightKeys"/>.</param>
/// <param name="Kpi">The KPI it is about; empty: none in particular.</param>
public sealed record Insight(string Key, string Kpi)
{
    /// <summary>1 up or above, -1 down or below, 0 neither.</summary>
    public int Direction { get; init; }

    /// <summary>How large it is among its kind; the largest is said first.</summary>
    public decimal Rank { get; init; }

    /// <summary>The numbers and names the text has places for.</summary>
    public ImmutableArray<InsightValue> Values { get; init; } = [];

    /// <summary>What it comes from: effects that add up to it, or the people it names.</summary>
    public ImmutableArray<Insight> Causes { get; init; } = [];

    /// <summary>The deals it is about; null: none.</summary>
    public DealRole? Deals { get; init; }
}
