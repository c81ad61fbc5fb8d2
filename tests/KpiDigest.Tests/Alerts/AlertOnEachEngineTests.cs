using KpiDigest.Store;

namespace KpiDigest.Tests.Alerts;

public sealed class AlertOnSqliteTests : AlertTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class AlertOnPostgresTests : AlertTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
