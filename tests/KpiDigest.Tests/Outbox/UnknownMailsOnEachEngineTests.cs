using KpiDigest.Store;

namespace KpiDigest.Tests.Outbox;

public sealed class UnknownMailsOnSqliteTests : UnknownMailsTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class UnknownMailsOnPostgresTests : UnknownMailsTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
