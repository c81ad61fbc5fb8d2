using KpiDigest.Store;

namespace KpiDigest.Tests.Bounces;

public sealed class BounceOnSqliteTests : BounceTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class BounceOnPostgresTests : BounceTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
