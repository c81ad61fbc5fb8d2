using KpiDigest.Store;

namespace KpiDigest.Tests.Runs;

public sealed class CorrectionOnSqliteTests : CorrectionTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class CorrectionOnPostgresTests : CorrectionTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
