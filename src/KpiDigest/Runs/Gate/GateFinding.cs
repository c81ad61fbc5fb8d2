using KpiDigest.Configuration;

namespace KpiDigest.Runs.Gate;

/// <summary>Something about the data that a digest would stand on.</summary>
/// <param name="Key">Name in <c>Gate:Findings</c>.</param>
/// <param name="Usually">What becomes of the digest where the configuration says nothing.</param>
/// <param name="Cause">For the admin: what is the matter, and how to mend it.</param>
/// <param name="Note">For readers, where it is noted; a sentence that the texts of all languages know.</param>
internal sealed record GateFinding(string Key, GatePolicy Usually, string Cause, string Note)
{
    /// <summary>Without it there is nothing to say: no policy and no wait let the digest out.</summary>
    public bool IsFinal { get; init; }
}
