namespace KpiDigest.DemoCrm.Generation;

/// <summary>A customer before it becomes a record.</summary>
/// <param name="Index">Position among all.</param>
/// <param name="Team">Index of the team whose territory it is in.</param>
/// <param name="Name">Name.</param>
/// <param name="Country">Country.</param>
/// <param name="Industry">Industry.</param>
/// <param name="Since">The day somebody entered it; −1: before the data begins.</param>
internal sealed record DemoCompanySeed(int Index, int Team, string Name, string Country, string Industry, int Since = -1);
