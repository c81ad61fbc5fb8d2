using KpiDigest.Store;

namespace KpiDigest.Tests.Runs.Gate;

public sealed class GateOnSqliteTests : GateTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class GateOnPostgresTests : GateTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
