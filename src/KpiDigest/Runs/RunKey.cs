namespace KpiDigest.Runs;

/// <summary>Identity of a run: the period, never the attempt.</summary>
/// <param name="Digest">Digest id.</param>
/// <param name="Period">Period key, <c>week:2017-12-11</c>.</param>
/// <param name="Revision">1, or higher for a correction.</param>
internal sealed record RunKey(string Digest, string Period, int Revision);
