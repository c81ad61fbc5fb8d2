using KpiDigest.Store;

namespace KpiDigest.Tests.Runs;

public sealed class RunReplayOnSqliteTests : RunReplayTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class RunReplayOnPostgresTests : RunReplayTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
