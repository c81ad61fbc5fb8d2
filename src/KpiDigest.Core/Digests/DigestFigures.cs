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

    /// <summary>T.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string HomeCurrency { get; init; }

    /// <summary>Results of the scope by KPI id.</summary>
    public required IReadOnlyDictionary<string, KpiResult> Results { get; init; }

    /// <summary>Completeness of the data.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Counting rules, for the definitions block.</summary>
    public required DealRules Rules { get; init; }
}
