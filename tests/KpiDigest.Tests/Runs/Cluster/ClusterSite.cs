using KpiDigest.DemoCrm;
using KpiDigest.Outbox;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace KpiDigest.Tests.Runs.Cluster;

/// <summary>
/// Everything around two or more real <c>kpidigest run</c> processes: a CRM, a PostgreSQL database, a submission server, and a
/// configuration whose digests fall due one after the other from now on.
/// </summary>
internal sealed class ClusterSite : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<ProgramProcess> _nodes = [];
    private readonly string _admin = Need.Postgres();
    private readonly string _databaseName = $"cluster_{Guid.NewGuid():N}";
    private readonly SmtpTestServer _mail = Need.Smtp();
    private readonly string _domain = $"n{Guid.NewGuid():N}.example.com";
    private DemoCrmServer? _crm;

    private ClusterSite(int digests) => Digests = digests;

    /// <summary>Number of digests, each due once during the test.</summary>
    public int Digests { get; }

    /// <summary>Mails that must arrive: company and both teams of each digest.</summary>
    public int Expected => Digests * (1 + SmallCompany.Managers.Length);

    /// <summary>When the last digest is due.</summary>
    public Instant LastDue { get; private set; }

    /// <summary>The cluster's outbox, to read its books.</summary>
    public OutboxStore Outbox => new(new Database(new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = ConnectionString }));

    private string ConnectionString => new NpgsqlConnectionStringBuilder(_admin) { Database = _databaseName, Pooling = false }.ConnectionString;

    private Dictionary<string, string> Environment => new() { ["KPIDIGEST_TEST_CRM_TOKEN"] = _crm!.Token };

    /// <summary>Starts the CRM, makes the database and the configuration, and activates the digests.</summary>
    /// <param name="digests">Number of digests.</param>
    /// <param name="firstDueIn">When the first is due.</param>
    /// <param name="every">Time from one to the next.</param>
    public static async Task<ClusterSite> StartAsync(int digests, Duration firstDueIn, Duration every)
    {
        var site = new ClusterSite(digests);
        try
        {
            await ExecuteAsync(site._admin, $"create database {site._databaseName}");
            var now = SystemClock.Instance.GetCurrentInstant();
            var data = CsvCompany.Load(SmallCompany.Write(site._folder, now.InUtc().Date));
            site._crm = await DemoCrmServer.StartAsync(data, 0, null, CancellationToken.None);
            var firstDue = now + firstDueIn;
            site.LastDue = firstDue + every * (digests - 1);
            site._folder.Write("smtp.secret", site._mail.Password);
            site._folder.Write("appsettings.json", ClusterSettings.Json(site._crm.BaseUrl, site.ConnectionString, site._mail, site._domain, digests, firstDue, every));
            var (exitCode, output) = await ProgramProcess.RunAsync(site._folder.Path, site.Environment, "activate", "--yes", "--config", "appsettings.json", "--as-of", InstantPattern.General.Format(now));
            Assert.True(exitCode == 0, output);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more worker.</summary>
    public ProgramProcess Join()
    {
        var node = ProgramProcess.Start(_folder.Path, Environment, "run", "--config", "appsettings.json");
        _nodes.Add(node);
        return node;
    }

    /// <summary>Waits until a moment.</summary>
    public static Task UntilAsync(Instant instant)
    {
        var wait = instant - SystemClock.Instance.GetCurrentInstant();
        return wait > Duration.Zero ? Task.Delay(wait.ToTimeSpan(), TestContext.Current.CancellationToken) : Task.CompletedTask;
    }

    /// <summary>Message-ID of each mail that arrived.</summary>
    public IReadOnlyList<string> Arrived() => Maildir.MessageIds(_mail.Maildir, _domain);

    /// <summary>What the workers said, for a failing test.</summary>
    public string Log() => string.Join("\n", _nodes.Select(node => $"--- worker {node.Id}\n{node.Output}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (_crm is not null)
            await _crm.DisposeAsync();
        await ExecuteAsync(_admin, $"drop database if exists {_databaseName} with (force)");
        _folder.Dispose();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
