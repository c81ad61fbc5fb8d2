using KpiDigest.Store;

namespace KpiDigest.Tests.Runs;

public sealed class ApprovalOnSqliteTests : ApprovalTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class ApprovalOnPostgresTests : ApprovalTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
