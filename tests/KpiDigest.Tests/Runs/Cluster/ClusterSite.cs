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
    private readonly string _admin;
    private readonly string _databaseName = $"cluster_{Guid.NewGuid():N}";
    private readonly SmtpTestServer _mail;
    private readonly ClusterPlan _plan;
    private readonly string _domain = $"n{Guid.NewGuid():N}.example.com";
    private DemoCrmServer? _crm;

    private ClusterSite(ClusterPlan plan)
    {
        _plan = plan;
        _admin = new NpgsqlConnectionStringBuilder(plan.Servers?.Postgres ?? Need.Postgres()) { Pooling = false }.ConnectionString;
        _mail = plan.Servers?.Mail ?? Need.Smtp();
    }

    /// <summary>Number of digests, each due once during the test.</summary>
    public int Digests => _plan.Digests;

    /// <summary>Mails that must arrive.</summary>
    public int Expected => _plan.Digests * _plan.Readers;

    /// <summary>When the last digest is due.</summary>
    public Instant LastDue { get; private set; }

    /// <summary>The cluster's outbox, to read its books.</summary>
    public OutboxStore Outbox => new(new Database(new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = ConnectionString }));

    private string ConnectionString => new NpgsqlConnectionStringBuilder(_admin) { Database = _databaseName, Pooling = false }.ConnectionString;

    private Dictionary<string, string> Environment => new() { ["KPIDIGEST_TEST_CRM_TOKEN"] = _crm!.Token };

    /// <summary>Starts the CRM, makes the database and the configuration, and activates the digests.</summary>
    public static async Task<ClusterSite> StartAsync(ClusterPlan plan)
    {
        var site = new ClusterSite(plan);
        try
        {
            await ExecuteAsync(site._admin, $"create database {site._databaseName}");
            var now = SystemClock.Instance.GetCurrentInstant();
            var data = CsvCompany.Load(SmallCompany.Write(site._folder, now.InUtc().Date));
            site._crm = await DemoCrmServer.StartAsync(data, 0, null, CancellationToken.None);
            var firstDue = now + plan.FirstDueIn;
            site.LastDue = firstDue + plan.Every * (plan.Digests - 1);
            site._folder.Write("smtp.secret", site._mail.Password);
            site._folder.Write("appsettings.json", ClusterSettings.Json(site._crm.BaseUrl, site.ConnectionString, site._mail, site._domain, plan, firstDue));
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

    /// <summary>Whether a mail of a worker is leaving now (or was, when it was killed).</summary>
    public async Task<bool> IsSendingAsync(ProgramProcess worker) =>
        (long)(await AskAsync($"select count(*) from mails where state = 'sending' and lease_owner like '%/{worker.Id}'"))! > 0;

    /// <summary>Mails in a state.</summary>
    public async Task<long> InStateAsync(string state) => (long)(await AskAsync($"select count(*) from mails where state = '{state}'"))!;

    /// <summary>What a migration of a newer version does, to every table: a column that has a default, and its own level.</summary>
    public Task ExpandSchemaAsync() => ExecuteAsync(ConnectionString, """
        begin;
        do $$ declare one text; begin
          for one in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_version' loop
            execute format('alter table %I add column added_later bigint not null default 7', one);
          end loop;
        end $$;
        insert into schema_version (version, name, applied_at) select max(version) + 1, 'later', 0 from schema_version;
        commit;
        """);

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

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is var answer && answer is DBNull ? null : answer;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
