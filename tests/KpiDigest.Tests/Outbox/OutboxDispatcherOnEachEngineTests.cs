using KpiDigest.Store;

namespace KpiDigest.Tests.Outbox;

public sealed class OutboxDispatcherOnSqliteTests : OutboxDispatcherTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class OutboxDispatcherOnPostgresTests : OutboxDispatcherTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
