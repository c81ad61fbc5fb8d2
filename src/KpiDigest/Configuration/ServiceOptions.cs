namespace KpiDigest.Configuration;

/// <summary>The running service.</summary>
internal sealed class ServiceOptions
{
    /// <summary>Where <c>/healthz</c> and <c>/readyz</c> answer; empty: nowhere. Workers on one machine each need a port of their own.</summary>
    public string HealthUrl { get; set; } = "";

    /// <summary>Seconds a worker owns a run or a mail before another may take it over.</summary>
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between looks for planned runs and waiting mails.</summary>
    public int PollSeconds { get; set; } = 5;

    /// <summary>Minutes after a mail's due time without success at which <c>/readyz</c> answers degraded.</summary>
    public int LateMinutes { get; set; } = 60;

    /// <summary>
    /// File outside the database in which a worker keeps the newest sign of life it saw, to tell a restored database. Empty: beside a SQLite
    /// file, none for PostgreSQL. Each machine has its own.
    /// </summary>
    public string StateFile { get; set; } = "";

    /// <summary>Seconds a stopping service waits for work in hand.</summary>
    public int ShutdownSeconds { get; set; } = 25;
}
