using KpiDigest.Store;

namespace KpiDigest.Tests.Outbox;

public sealed class SuppressionOnSqliteTests : SuppressionTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class SuppressionOnPostgresTests : SuppressionTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
