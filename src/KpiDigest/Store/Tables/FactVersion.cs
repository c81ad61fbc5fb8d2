namespace KpiDigest.Store.Tables;

/// <summary>What a write needs to know of the newest stored version of a record.</summary>
internal readonly record struct FactVersion(long RecordedAt, long Hash, bool Deleted, long? ModifiedAt);
