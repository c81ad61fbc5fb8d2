using System.Globalization;
using KpiDigest.Store;
using Microsoft.Data.Sqlite;
using NodaTime;
using SQLitePCL;

namespace KpiDigest.Benchmarks;

/// <summary>
/// A database of many deals with five changes each, 500 reps in 50 teams and three years up to <see cref="AsOf"/>, written straight into the
/// store's tables: what matters here is reading it.
/// </summary>
internal sealed class BigCompany(string file, int deals)
{
    public const string Source = "hubspot";

    private const int Reps = 500;
    private const int Teams = 50;
    private const long Day = 86_400_000_000;
    private static readonly string[] Stages = ["s1", "s2", "s3", "won", "lost"];

    /// <summary>T; a Monday at midnight UTC.</summary>
    public static readonly Instant AsOf = Instant.FromUtc(2026, 11, 16, 0, 0);

    private readonly Random _chance = new(20261116);
    private long _first;

    public string File => file;

    /// <summary>Number of rows that loading reads: deals and changes.</summary>
    public long Rows { get; private set; }

    public async Task WriteAsync()
    {
        await using (var database = new Database(new StoreOptions { ConnectionString = $"Data Source={file}" }))
            await new Migrator(database).MigrateAsync(AsOf, CancellationToken.None);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "pragma journal_mode = wal");
        Execute(connection, "pragma synchronous = off");
        Execute(connection, "begin");
        _first = Stored.Micros(AsOf) - (3 * 365 * Day);
        WritePeople(connection);
        WriteDeals(connection);
        Execute(connection, "commit");
        Execute(connection, "analyze");
        Execute(connection, "pragma wal_checkpoint(truncate)");
    }

    private static void WritePeople(SqliteConnection connection)
    {
        Execute(connection, $"insert into sources (name, links, missing, first_complete_at, last_complete_at, hash_key0, hash_key1) values ('{Source}', '{{}}', '{{}}', 1, {Stored.Micros(AsOf)}, 1, 2)");
        using var team = new RawInsert(connection, "teams", "source, id, recorded_at, hash, deleted, name, parent_id");
        for (var t = 0; t < Teams; t++) team.Add(Source, $"t{t}", 1, 0, 0, $"Team {t}", null);
        using var rep = new RawInsert(connection, "reps", "source, id, recorded_at, hash, deleted, name, email, team_id, active");
        for (var r = 0; r < Reps; r++) rep.Add(Source, $"r{r:000}", 1, 0, 0, $"Rep {r}", null, $"t{r % Teams}", 1);
        using var stage = new RawInsert(connection, "stages", "source, id, recorded_at, hash, deleted, pipeline_id, name, pipeline_name, position, status, probability");
        for (var s = 0; s < Stages.Length; s++) stage.Add(Source, Stages[s], 1, 0, 0, "p", Stages[s], "Sales", s, s < 3 ? 0 : s - 2, s < 3 ? "0.3" : null);
        using var quota = new RawInsert(connection, "quotas", "source, id, recorded_at, hash, deleted, subject, subject_id, start_on, end_on, amount, currency, as_is");
        for (var r = 0; r < Reps; r++) quota.Add(Source, $"q{r}", 1, 0, 0, 2, $"r{r:000}", "2026-10-01", "2027-01-01", 1_200_000_0000L, null, 0);
    }

    private void WriteDeals(SqliteConnection connection)
    {
        using var deal = new RawInsert(connection, "deals", "source, id, recorded_at, hash, deleted, name, account_id, owner_id, pipeline_id, stage_id, status, created_at, close_at, amount, kind, forecast_category, modified_at");
        using var change = new RawInsert(connection, "deal_changes", "source, deal_id, field, at, recorded_at, hash, deleted, value");
        for (var d = 0; d < deals; d++)
        {
            var id = d.ToString("00000000", CultureInfo.InvariantCulture);
            var created = _first + (_chance.NextInt64(3 * 365 * 24) * (Day / 24));
            var length = _chance.Next(10, 120) * Day;
            var closed = created + length;
            var status = closed >= Stored.Micros(AsOf) ? 0 : _chance.Next(10) < 3 ? 1 : 2;
            var owner = $"r{_chance.Next(Reps):000}";
            var amount = _chance.NextInt64(1_000, 90_000) * 10_000;
            var stage = status == 0 ? Stages[_chance.Next(3)] : Stages[2 + status];
            deal.Add(Source, id, created, 0, 0, $"Deal {id}", $"a{d / 4}", owner, "p", stage, status, created, closed, amount, d % 5 == 0 ? 2 : 1, "pipeline", Math.Min(closed, Stored.Micros(AsOf)));
            change.Add(Source, id, 0, created, created, 0, 0, "s1");
            change.Add(Source, id, 0, created + (length / 3), created, 0, 0, status == 0 ? stage : "s2");
            if (status != 0) change.Add(Source, id, 0, closed, created, 0, 0, stage);
            change.Add(Source, id, 1, created, created, 0, 0, (amount / 10_000).ToString(CultureInfo.InvariantCulture));
            change.Add(Source, id, 3, created, created, 0, 0, owner);
            if (status == 0) change.Add(Source, id, 2, created, created, 0, 0, NodaTime.Text.InstantPattern.ExtendedIso.Format(Stored.At(closed)));
        }

        Rows = deals * 6L;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        if (raw.sqlite3_exec(connection.Handle!, sql) is var result && result != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite answered {result} to: {sql}: {raw.sqlite3_errmsg(connection.Handle!).utf8_to_string()}");
    }
}
