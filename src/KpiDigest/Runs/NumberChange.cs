using KpiDigest.Core.Digests;

namespace KpiDigest.Runs;

/// <summary>A number that is not what it was.</summary>
/// <param name="Old">As the run kept it.</param>
/// <param name="New">As it is computed now; empty: no value.</param>
internal sealed record NumberChange(DigestNumber Old, string New);
