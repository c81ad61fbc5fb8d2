namespace KpiDigest.Store;

/// <summary>Where facts, runs and mails are kept.</summary>
internal sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary><c>Sqlite</c> or <c>Postgres</c>.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>ADO.NET connection string.</summary>
    public string ConnectionString { get; set; } = "Data Source=kpidigest.db";

    /// <summary>Days after its time for which a mail's bytes are kept; 0: for ever.</summary>
    public int KeepMailsDays { get; set; } = 400;

    /// <summary>Days after its time for which a run's numbers are kept, so that it can be computed again; 0: for ever.</summary>
    public int KeepRunsDays { get; set; } = 800;
}
