namespace KpiDigest.Store;

/// <summary>Opens connections to SQLite or PostgreSQL.</summary>
internal sealed class Database(StoreOptions options)
{
    public StoreOptions Options { get; } = options;
}
