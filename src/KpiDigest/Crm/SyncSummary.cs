using NodaTime;

namespace KpiDigest.Crm;

/// <summary>What a complete sync did.</summary>
internal sealed record SyncSummary(Instant StartedAt, Instant EndedAt, long Received, long Written, IReadOnlyList<string> Warnings);
