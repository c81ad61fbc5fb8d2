namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>A figure with what belongs to it, in one line.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Detail">What it is made of or how sure it is; may be empty.</param>
/// <param name="Status">Verdict.</param>
/// <param name="HasStatus">Whether <paramref name="Status"/> is a verdict.</param>
public sealed record FactLine(string Name, string Value, string Detail, DigestStatus Status, bool HasStatus);
