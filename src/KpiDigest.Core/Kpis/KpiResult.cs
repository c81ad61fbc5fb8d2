using System.Collections.Immutable;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Signals;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>The answer of one KPI for one scope and period.</summary>
public sealed record KpiResult
{
    /// <summary>The catalogue's id.</summary>
    public required string Kpi { get; init; }

    /// <summary>Unit of <see cref="Value"/>.</summary>
    public required KpiUnit Unit { get; init; }

    /// <summary>Whether there is a value.</summary>
    public required KpiStatus Status { get; init; }

    /// <summary>Why there is no value or only a partial one, in words an admin understands; null when <see cref="KpiStatus.Ok"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The unrounded value; null exactly when the status is no-data or not-applicable.</summary>
    public decimal? Value { get; init; }

    /// <summary>Numerator of a ratio or mean.</summary>
    public decimal? Numerator { get; init; }

    /// <summary>Denominator of a ratio or mean.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>Interval where D11 names one.</summary>
    public KpiInterval? Interval { get; init; }

    /// <summary>The named components, camelCase, in a fixed order.</summary>
    public ImmutableArray<KpiPart> Parts { get; init; } = [];

    /// <summary>The period the value answers for; for quarter-bound KPIs asked for a week it is the quarter (D5).</summary>
    public Period? Period { get; init; }

    /// <summary>Whether the period is unfinished at the as-of instant ('to date').</summary>
    public bool ToDate { get; init; }

    /// <summary>The scope.</summary>
    public Scope? Scope { get; init; }

    /// <summary>The as-of instant.</summary>
    public Instant AsOf { get; init; }

    /// <summary>The period before.</summary>
    public KpiComparison? Previous { get; init; }

    /// <summary>The same period a year before.</summary>
    public KpiComparison? YearAgo { get; init; }

    /// <summary>Target in the value's unit; null: no target.</summary>
    public decimal? Target { get; init; }

    /// <summary>D12's verdict, one of <see cref="SignalNames"/>.</summary>
    public string Signal { get; init; } = SignalNames.NotCharted;

    /// <summary>The normal range of a charted week (D12); null: not charted, or nothing is known of it.</summary>
    public KpiRange? Range { get; init; }

    /// <summary>A result with a value.</summary>
    internal static KpiResult Of(IKpi kpi, decimal value) => new() { Kpi = kpi.Id, Unit = kpi.Unit, Status = KpiStatus.Ok, Value = value };

    /// <summary>A result without one, and why.</summary>
    internal static KpiResult NoData(IKpi kpi, string reason) => new() { Kpi = kpi.Id, Unit = kpi.Unit, Status = KpiStatus.NoData, Reason = reason };

    /// <summary>The value of a part by name, or null.</summary>
    public decimal? Part(string name) => Parts.FirstOrDefault(p => p.Name == name)?.Value;
}
