namespace KpiDigest.Core.Facts;

/// <summary>A rep's share of a deal's amount (D7). Overlays are no revenue splits and are not delivered.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record DealSplit(string RepId, decimal Percent);
