namespace KpiDigest.Store;

/// <summary>The two engines.</summary>
internal enum StoreProvider
{
    Sqlite,
    Postgres,
}
