namespace KpiDigest.Store;

/// <summary>Where facts, runs and mails are kept.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary><c>Sqlite</c> or <c>Postgres</c>.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>ADO.NET connection string.</summary>
    public string ConnectionString { get; set; } = "Data Source=kpidigest.db";
}
