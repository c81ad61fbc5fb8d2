using System.Globalization;
using Dapper;
using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace KpiDigest.Benchmarks;

/// <summary>An outbox on the PostgreSQL of tests/servers, in a database of its own that is gone afterwards.</summary>
internal sealed class Outboxes : IAsyncDisposable
{
    // As runs stage them.
    private const int Chunk = 50;

    private readonly string _server;
    private readonly string _name;

    private Outboxes(string server, string name)
    {
        (_server, _name) = (server, name);
        Database = new Database(new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString });
    }

    public Database Database { get; }

    /// <summary>Null, and a word to the reader, where no server is named in the environment.</summary>
    public static async Task<Outboxes?> CreateAsync()
    {
        if (Environment.GetEnvironmentVariable("KPIDIGEST_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            Console.WriteLine("  PostgreSQL is missing: tests/servers/up.sh DIR; . DIR/env");
            return null;
        }

        var outboxes = new Outboxes(server, $"kpidigest_bench_{Guid.NewGuid():N}");
        await outboxes.OnServerAsync($"create database {outboxes._name}");
        await new Migrator(outboxes.Database).MigrateAsync(Instant.FromUtc(2026, 1, 1, 0, 0), CancellationToken.None);
        return outboxes;
    }

    /// <summary>An enqueued run with so many mails that are due.</summary>
    public async Task EnqueueAsync(string digest, int mails, Func<int, byte[]> mime) => await ShowAsync(await StageAsync(digest, mails, mime), mails);

    /// <summary>The same, not visible yet.</summary>
    public async Task<ClaimedRun> StageAsync(string digest, int mails, Func<int, byte[]> mime)
    {
        var runs = new RunStore(Database);
        var due = Instant.FromUtc(2026, 3, 2, 6, 0);
        var never = Instant.FromUtc(2200, 1, 1, 0, 0);
        var key = new RunKey(digest, "week:2026-02-23", 1);
        await runs.PlanAsync(key, due, never, CancellationToken.None);
        var run = (await runs.ClaimNextAsync("bench", Duration.FromHours(2), CancellationToken.None))!;
        for (var first = 0; first < mails; first += Chunk)
        {
            var chunk = Enumerable.Range(first, Math.Min(Chunk, mails - first)).Select(i => Mail(key, i, mime(i), due, never)).ToList();
            if (!await runs.StageAsync(run, chunk, CancellationToken.None)) throw new InvalidOperationException("the run's lease is gone");
        }

        await OnServerAsync("vacuum analyze", _name);
        return run;
    }

    /// <summary>Whether a commit is on the disk when it has returned.</summary>
    public Task<string> FsyncAsync() => Database.UseAsync(connection => connection.QuerySingleAsync<string>("show fsync"), CancellationToken.None);

    public Task<bool> ShowAsync(ClaimedRun run, int mails) => new RunStore(Database).EnqueueAsync(run, mails, 0, CancellationToken.None);

    public OutboxDispatcher Dispatcher(IDeliveryChannel channel) => new(
        new OutboxStore(Database), channel, new MailOptions { Mode = MailMode.Live }, _ => Task.FromResult(MailMode.Live), TimeProvider.System, NullLogger<OutboxDispatcher>.Instance);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await OnServerAsync($"drop database {_name} with (force)");
    }

    private static OutboxMail Mail(RunKey key, int i, byte[] mime, Instant due, Instant never) => new()
    {
        Key = new MailKey(key.Digest, key.Period, string.Create(CultureInfo.InvariantCulture, $"reader{i}@example.com"), key.Revision),
        Scope = "company",
        MessageId = string.Create(CultureInfo.InvariantCulture, $"{key.Digest}.{i}@example.com"),
        EnvelopeFrom = "a@example.com",
        Subject = "Week 9",
        NotBefore = due,
        ExpiresAt = never,
        Mime = mime,
    };

    private async Task OnServerAsync(string sql, string? database = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(_server) { Pooling = false };
        if (database is not null) settings.Database = database;
        await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
