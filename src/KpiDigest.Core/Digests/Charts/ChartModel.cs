using System.Text.Json.Serialization;

namespace KpiDigest.Core.Digests.Charts;

/// <summary>A chart as numbers with their finished labels; the renderer draws it.</summary>
/// <param name="Alt">What the chart shows, in words; empty: decoration beside the same numbers.</param>
[JsonDerivedType(typeof(ColumnChart), "columns")]
[JsonDerivedType(typeof(Sparkline), "sparkline")]
[JsonDerivedType(typeof(WaterfallChart), "waterfall")]
[JsonDerivedType(typeof(BulletGraph), "bullet")]
[JsonDerivedType(typeof(BarChart), "bars")]
[JsonDerivedType(typeof(RangeChart), "range")]
[JsonDerivedType(typeof(HorizonChart), "horizons")]
public abstract record ChartModel(string Alt);

/// <summary>Columns by period: actual solid, the year before lighter, plan outlined, forecast hatched; above, the variances in percent.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Groups">Oldest first.</param>
public sealed record ColumnChart(string Alt, IReadOnlyList<ColumnGroup> Groups) : ChartModel(Alt)
{
    /// <summary>What the variances to the year before are called; empty: none are drawn.</summary>
    public string YearTitle { get; init; } = "";

    /// <summary>What the variances to the plan are called; empty: none are drawn.</summary>
    public string PlanTitle { get; init; } = "";
}

/// <summary>One period of a column chart.</summary>
/// <param name="Label">"Q4 17".</param>
/// <param name="Actual">Height; null: no data, or a forecast.</param>
/// <param name="ActualLabel">Finished label.</param>
public sealed record ColumnGroup(string Label, decimal? Actual, string ActualLabel)
{
    /// <summary>Height of the year before; null: none.</summary>
    public decimal? YearBefore { get; init; }

    /// <summary>Height of the plan; null: none.</summary>
    public decimal? Plan { get; init; }

    /// <summary>Height of the forecast; null: none.</summary>
    public decimal? Forecast { get; init; }

    /// <summary>Lower end of the forecast's interval; null: none.</summary>
    public decimal? Low { get; init; }

    /// <summary>Upper end of the forecast's interval; null: none.</summary>
    public decimal? High { get; init; }

    /// <summary>Variance to the year before; null: none.</summary>
    public ColumnVariance? OnYear { get; init; }

    /// <summary>Variance to the plan; null: none.</summary>
    public ColumnVariance? OnPlan { get; init; }
}

/// <summary>A relative variance.</summary>
/// <param name="Size">0.09 is 9 % more.</param>
/// <param name="Label">Finished label.</param>
public sealed record ColumnVariance(decimal Size, string Label);

/// <summary>Word-sized columns, the last one at the right. Decoration: the value stands beside it.</summary>
/// <param name="Values">Oldest first; null: no data.</param>
/// <param name="First">Label of the first column; empty: without labels.</param>
/// <param name="Last">Label of the last column.</param>
public sealed record Sparkline(IReadOnlyList<decimal?> Values, string First = "", string Last = "") : ChartModel("");

/// <summary>Points by period, joined by a line, with the normal range behind them.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="Range">Range; null: not known.</param>
public sealed record RangeChart(string Alt, IReadOnlyList<RangePoint> Points, RangeBand? Range) : ChartModel(Alt);

/// <summary>One point.</summary>
/// <param name="Label">Period.</param>
/// <param name="Value">Null: no data.</param>
/// <param name="ValueLabel">Finished label.</param>
public sealed record RangePoint(string Label, decimal? Value, string ValueLabel);

/// <summary>What is normal.</summary>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="LowLabel">Finished label.</param>
/// <param name="HighLabel">Finished label.</param>
public sealed record RangeBand(decimal Low, decimal High, string LowLabel, string HighLabel);

/// <summary>How far a forecast was off at each horizon: dots around the line of the result.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Points">Furthest first.</param>
/// <param name="Good">Errors of at most this size are good; the inner band.</param>
/// <param name="Watch">Errors of at most this size are to be watched; the outer band.</param>
public sealed record HorizonChart(string Alt, IReadOnlyList<RangePoint> Points, decimal Good, decimal Watch) : ChartModel(Alt);

/// <summary>From one total over steps to another.</summary>
/// <param name="Alt">In words.</param>
/// <param name="Steps">From the left.</param>
public sealed record WaterfallChart(string Alt, IReadOnlyList<WaterfallStep> Steps) : ChartModel(Alt);

/// <summary>One step.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">A total, or a signed change.</param>
/// <param name="ValueLabel">Finished label.</param>
/// <param name="IsTotal">Whether it stands on the base line.</param>
/// <param name="Tone"><c>good</c>, <c>bad</c> or <c>plain</c>.</param>
public sealed record WaterfallStep(string Label, decimal Value, string ValueLabel, bool IsTotal, string Tone);

/// <summary>A bullet graph: one measure, one marker, three bands of one hue, a scale. Less is better where the marker stands below the second bound.</summary>
/// <param name="Alt">In words; empty where the numbers stand beside it.</param>
/// <param name="Value">The measure.</param>
/// <param name="Target">The marker.</param>
/// <param name="Amber">Second bound of the bands.</param>
/// <param name="End">Right end of the scale.</param>
/// <param name="ZeroLabel">Finished label of the left end.</param>
/// <param name="EndLabel">Finished label of the right end.</param>
public sealed record BulletGraph(string Alt, decimal Value, decimal Target, decimal Amber, decimal End, string ZeroLabel, string EndLabel) : ChartModel(Alt);

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
