namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>An objective of the scope.</summary>
/// <param name="Name">What is to be reached; one clean line.</param>
/// <param name="Owner">Who answers for it; may be empty.</param>
/// <param name="Actual">What was reached, or why that is not known.</param>
/// <param name="Required">What should have been reached by now.</param>
/// <param name="Target">Target at the end.</param>
/// <param name="Status">On track, at risk or off track; no data.</param>
public sealed record ObjectiveRow(string Name, string Owner, string Actual, string Required, string Target, DigestStatus Status);
