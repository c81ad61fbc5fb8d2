namespace KpiDigest.Core.Digests;

/// <summary>How a record is shown to people.</summary>
/// <param name="Name">Its name; hostile text.</param>
/// <param name="Link">Deep link into the CRM; null where there is none.</param>
public sealed record NamedRecord(string Name, string? Link);
