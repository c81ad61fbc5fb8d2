using System.Globalization;
using Dapper;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>
/// Tells a database that was put back to an earlier state: what was sent since would go out again. Each worker beats, in the database and in a
/// file beside it; the beat in the database never goes back unless the database does. What is found in doubt stays so until it is accepted.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="stateFile"><c>Service:StateFile</c>; empty: beside a SQLite file, nowhere for PostgreSQL.</param>
internal sealed class RestoreWatch(Database database, string stateFile)
{
    /// <summary>After so long without any worker, mails that still wait are not sent unasked.</summary>
    public static readonly Duration LongAway = Duration.FromHours(24);

    private readonly BeatFile _file = new(stateFile.Length > 0 ? Path.GetFullPath(stateFile) : database.FilePath.Length > 0 ? database.FilePath + ".beat" : "");
    private Instant? _seen;

    /// <summary>Why nothing may be sent; null: nothing is in doubt. Changes nothing.</summary>
    public async Task<string?> DoubtAsync(CancellationToken cancellationToken)
    {
        var now = await ReadAsync(cancellationToken);
        return now?.Doubt ?? (now is null ? null : Find(now));
    }

    /// <summary>Beats; answers as <see cref="DoubtAsync"/>, and takes a doubt down for all workers.</summary>
    /// <exception cref="StoreException">The database or the file cannot be used.</exception>
    public async Task<string?> BeatAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } now) return null;
        if ((now.Doubt ?? Find(now)) is { } doubt)
        {
            await database.UseAsync(connection => connection.ExecuteAsync("update installation set doubt = @doubt where doubt is null", new { doubt }), cancellationToken);
            return doubt;
        }

        var beat = await database.UseAsync(
            connection => connection.QuerySingleOrDefaultAsync<long?>(
                database.Dialect.Sql("update installation set beat_at = {greatest}(coalesce(beat_at, 0) + 1, {now}), home = @Home where doubt is null and coalesce(beat_at, 0) >= @before returning beat_at"),
                new { now.Home, before = now.BeatAt ?? 0 }),
            cancellationToken);
        if (beat is { } at) Keep(Stored.At(at));
        return null;
    }

    /// <summary>Takes down that somebody accepted the ledger as it is; the caller has made it safe in the same transaction.</summary>
    public async Task AcceptAsync(System.Data.Common.DbTransaction transaction)
    {
        var home = await DatabaseHome.ReadAsync(database, transaction.Connection!, transaction);
        var beat = await transaction.Connection!.QuerySingleAsync<long>(
            database.Dialect.Sql("update installation set beat_at = {greatest}(coalesce(beat_at, 0) + 1, {now}), home = @home, doubt = null returning beat_at"), new { home }, transaction);
        Keep(Stored.At(beat));
    }

    private void Keep(Instant beat)
    {
        _file.Write(beat);
        _seen = beat;
    }

    private string? Find(Row now)
    {
        var beat = Stored.At(now.BeatAt);
        var seen = Later(_seen, _file.Read());
        var isNew = beat is null && seen is { } before && Stored.At(now.CreatedAt) > before;
        if (seen is { } known && (beat is null || beat < known) && !isNew)
            return $"{database.Name} was put back to an earlier state: its newest sign of life is of {Text(beat)}, this machine has seen one of {Text(known)}{(_file.IsKept ? $" ('{_file.Path}')" : "")}.";
        if (beat is not null && seen is null && database.FilePath.Length > 0)
            return $"{database.Name} was used before, but '{_file.Path}', which goes with it, is not there: the database was restored, copied or moved.";
        if (now.KnownHome is { } home && home != now.Home)
            return $"{database.Name} is not where it was: it was restored, moved or failed over, so what was sent last may be missing in it.";
        if (beat is { } last && now.InFlight && Stored.At(now.Clock) - last > LongAway)
            return $"{database.Name} holds mails that are due, and no worker was there since {Text(last)}: a restored database looks like that, too.";
        return null;
    }

    private Task<Row?> ReadAsync(CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(database.Dialect.Sql(
                """
                select created_at as CreatedAt, beat_at as BeatAt, home as KnownHome, doubt as Doubt, {now} as Clock,
                  (exists (select 1 from mails m join runs r on r.id = m.run_id and r.state = 'enqueued' and r.active = 1 where m.state in ('waiting', 'claimed', 'sending') and m.not_before <= (select {now}))
                   or exists (select 1 from runs r where r.state in ('planned', 'running') and r.due_at <= (select {now}))) as InFlight
                from installation
                """));
            if (row is not null) row.Home = await DatabaseHome.ReadAsync(database, connection, null);
            return row;
        },
        cancellationToken);

    private static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other : one;

    private static string Text(Instant? at) => at?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";

    private sealed class Row
    {
        public long CreatedAt { get; set; }

        public long? BeatAt { get; set; }

        public string? KnownHome { get; set; }

        public string? Doubt { get; set; }

        public long Clock { get; set; }

        public bool InFlight { get; set; }

        public string? Home { get; set; }
    }
}
