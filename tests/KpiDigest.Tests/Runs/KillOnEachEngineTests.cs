using KpiDigest.Store;

namespace KpiDigest.Tests.Runs;

public sealed class KillOnSqliteTests : KillTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class KillOnPostgresTests : KillTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
