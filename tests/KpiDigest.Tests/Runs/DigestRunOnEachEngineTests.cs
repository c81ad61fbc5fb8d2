using KpiDigest.Store;

namespace KpiDigest.Tests.Runs;

public sealed class DigestRunOnSqliteTests : DigestRunTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class DigestRunOnPostgresTests : DigestRunTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
