using KpiDigest.Store;

namespace KpiDigest.Tests.Web;

public sealed class ReaderServerOnSqliteTests : ReaderServerTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class ReaderServerOnPostgresTests : ReaderServerTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
