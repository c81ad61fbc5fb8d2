namespace KpiDigest.DemoCrm.Records;

/// <summary>A record of a type that this server knows but fills with nothing (line items, users, notes).</summary>
internal sealed record PlainRecord : DemoRecord;
