namespace KpiDigest.Core.Signals;

/// <summary>The verdict on a week with what a chart draws of it, in the unit of the values; null where they are not known.</summary>
/// <param name="Verdict">What the week is.</param>
/// <param name="Center">What was to be expected of the week.</param>
/// <param name="Low">The lower limit.</param>
/// <param name="High">The upper limit.</param>
public sealed record Signal(SignalVerdict Verdict, double? Center = null, double? Low = null, double? High = null);
