namespace KpiDigest.DemoCrm.Generation;

/// <summary>A customer before it becomes a record.</summary>
internal sealed record DemoCompanySeed(int Index, int Team, string Name, string Country, string Industry);
