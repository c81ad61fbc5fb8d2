using System.Text.Json.Serialization;

namespace KpiDigest.Core.Digests.Charts;

/// <summary>A chart as numbers with their finished labels; the renderer draws it.</summary>
/// <param name="Alt">What the chart shows, in words; empty: decoration beside the same numbers.</param>
[JsonDerivedType(typeof(ColumnChart), "columns")]
[JsonDerivedType(typeof(Sparkline), "sparkline")]
[JsonDerivedType(typeof(IntervalChart), "intervals")]
[JsonDerivedType(typeof(WaterfallChart), "waterfall")]
[JsonDerivedType(typeof(BulletGraph), "bullet")]
[JsonDerivedType(typeof(BarChart), "bars")]
public abstract record ChartModel(string Alt);

/// <summary>Columns by period: actual solid, the year before lighter, plan outlined, with the variance to the year before above.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Groups">Oldest first.</param>
public sealed record ColumnChart(string Alt, IReadOnlyList<ColumnGroup> Groups) : ChartModel(Alt);

/// <summary>One period of a column chart.</summary>
/// <param name="Label">"Q4 17".</param>
/// <param name="Actual">Height; null: no data.</param>
/// <param name="ActualLabel">Finished label.</param>
/// <param name="YearBefore">Height; null: none.</param>
/// <param name="Plan">Height; null: none.</param>
/// <param name="Variance">Relative variance to the year before; null: none.</param>
/// <param name="VarianceLabel">Finished label; empty: none.</param>
public sealed record ColumnGroup(string Label, decimal? Actual, string ActualLabel, decimal? YearBefore, decimal? Plan, decimal? Variance, string VarianceLabel);

/// <summary>Word-sized columns, the last one emphasised. Decoration: the value stands beside it.</summary>
/// <param name="Values">Oldest first; null: no data.</param>
public sealed record Sparkline(IReadOnlyList<decimal?> Values) : ChartModel("");

/// <summary>Points with confidence intervals by period.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Points">Oldest first.</param>
public sealed record IntervalChart(string Alt, IReadOnlyList<IntervalPoint> Points) : ChartModel(Alt);

/// <summary>A point between its bounds, all as shares of the scale from 0 to 1.</summary>
/// <param name="Label">Period.</param>
/// <param name="Value">Null: no data.</param>
/// <param name="ValueLabel">Finished label.</param>
/// <param name="Low">Lower bound; null: none.</param>
/// <param name="High">Upper bound; null: none.</param>
public sealed record IntervalPoint(string Label, decimal? Value, string ValueLabel, decimal? Low, decimal? High);

/// <summary>From one total over steps to another.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Steps">From the left.</param>
public sealed record WaterfallChart(string Alt, IReadOnlyList<WaterfallStep> Steps) : ChartModel(Alt);

/// <summary>One step.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">A total, or a signed change.</param>
/// <param name="ValueLabel">Finished label.</param>
/// <param name="IsTotal">Whether it stands on the base line.</param>
public sealed record WaterfallStep(string Label, decimal Value, string ValueLabel, bool IsTotal);

/// <summary>A bullet graph: one measure, one marker, up to three bands.</summary>
/// <param name="Alt">In words; empty where the numbers stand beside it.</param>
/// <param name="Value">The measure.</param>
/// <param name="Target">The marker.</param>
/// <param name="Amber">Second bound of the bands.</param>
/// <param name="End">Right end of the scale.</param>
public sealed record BulletGraph(string Alt, decimal Value, decimal Target, decimal Amber, decimal End) : ChartModel(Alt);

/// <summary>Horizontal bars with labels.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Bars">From the top.</param>
public sealed record BarChart(string Alt, IReadOnlyList<ChartBar> Bars) : ChartModel(Alt);

/// <summary>One bar.</summary>
/// <param name="Label">At the left.</param>
/// <param name="Value">Length, from 0.</param>
/// <param name="ValueLabel">At its end.</param>
/// <param name="Tone">Fill colour of the theme.</param>
public sealed record ChartBar(string Label, decimal Value, string ValueLabel, string Tone);
