namespace KpiDigest.DemoCrm.Records;

/// <summary>A team.</summary>
internal sealed record TeamRecord(long Id, string Name);
