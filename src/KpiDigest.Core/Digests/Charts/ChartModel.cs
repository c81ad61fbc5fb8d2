namespace KpiDigest.Core.Digests.Charts;

/// <summary>A chart as numbers with their finished labels; the renderer draws it.</summary>
/// <param name="Alt">What the chart shows, in words; empty: decoration beside the same numbers.</param>
public abstract record ChartModel(string Alt);
