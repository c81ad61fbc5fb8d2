using KpiDigest.Store;

namespace KpiDigest.Tests.CrossCheck;

public sealed class CrossCheckOnSqliteTests : CrossCheckTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class CrossCheckOnPostgresTests : CrossCheckTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
