using KpiDigest.Store;

namespace KpiDigest.Tests.Runs;

public sealed class RecipientRunOnSqliteTests : RecipientRunTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class RecipientRunOnPostgresTests : RecipientRunTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
