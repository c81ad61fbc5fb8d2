namespace KpiDigest.DemoCrm.Records;

/// <summary>An owner's share of a deal.</summary>
/// <param name="OwnerId">Owner.</param>
/// <param name="Share">0 to 1; the shares of a deal make 1.</param>
internal sealed record SplitRecord(long OwnerId, decimal Share);
