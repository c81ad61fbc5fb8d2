using System.Data.Common;
using Dapper;
using KpiDigest.Core.Schedules;
using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>
/// A ledger that was put back to an earlier state: what may have gone out since the backup does not go out again by itself. Sending becomes
/// unknown; what waits and is due, and every run that is due and not enqueued, is held for a person to release.
/// </summary>
internal sealed class RestoredLedger(Database database, RestoreWatch watch)
{
    private const string MailReason = "it was due in a database that was restored, so it may have been sent already: ask one recipient, then release or cancel it";
    private const string RunReason = "It was due in a database that was restored, so it may have been sent already. Ask one recipient; where it was not: kpidigest outbox release --run DIGEST --period PERIOD";
    private const string DueMails = "state in ('waiting', 'claimed') and not_before <= {now} and run_id in (select id from runs where state = 'enqueued')";
    private const string Sending = "state = 'sending'";
    private const string DueRuns = "state in ('planned', 'running') and due_at <= {now}";

    /// <summary>What would go out again, were the ledger taken as it is. <paramref name="due"/>: what the schedules say is due now.</summary>
    public Task<RestoredCounts> LookAsync(IReadOnlyCollection<DueRun> due, CancellationToken cancellationToken) => database.ReadAsync(
        async transaction => new RestoredCounts(
            await CountAsync(transaction, "mails", DueMails), await CountAsync(transaction, "mails", Sending), await CountAsync(transaction, "runs", DueRuns),
            [.. await UnknownAsync(transaction, due)]),
        cancellationToken);

    /// <summary>Makes the ledger safe and lets the service start again. Returns what was done.</summary>
    public Task<RestoredCounts> AcceptAsync(IReadOnlyCollection<DueRun> due, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(database.Dialect.Sql("select id from installation {for_update}"), null, transaction);
            var unknown = await UnknownAsync(transaction, due);
            var leaving = await ChangeAsync(transaction, $"update mails set state = 'unknown', reason = @MailReason, last_error = @MailReason, lease_until = null where {Sending}");
            var held = await ChangeAsync(transaction, $"update mails set state = 'held', reason = @MailReason, lease_owner = null, lease_token = null, lease_until = null where {DueMails}");
            var runs = await HoldRunsAsync(transaction);
            foreach (var run in unknown) await InsertHeldAsync(transaction, run);
            await watch.AcceptAsync(transaction);
            return new RestoredCounts(held, leaving, runs, [.. unknown]);
        },
        cancellationToken);

    private async Task<int> HoldRunsAsync(DbTransaction transaction)
    {
        var runs = (await transaction.Connection!.QueryAsync<long>(
            database.Dialect.Sql($"update runs set state = 'held', reason = @RunReason, lease_token = null, lease_until = null, finished_at = {{now}} where {DueRuns} returning id"), new { RunReason }, transaction)).AsList();
        foreach (var run in runs) await transaction.Connection!.ExecuteAsync("delete from mails where run_id = @run", new { run }, transaction);
        return runs.Count;
    }

    private Task<int> InsertHeldAsync(DbTransaction transaction, DueRun run) => transaction.Connection!.ExecuteAsync(
        database.Dialect.Sql(
            """
            insert into runs (digest, period, revision, state, due_at, not_after, planned_at, finished_at, reason) values (@Id, @Key, 1, 'held', @dueAt, @notAfter, {now}, {now}, @RunReason)
            on conflict (digest, period, revision) do nothing
            """),
        new { run.Digest.Id, run.Period.Key, dueAt = Stored.Micros(run.DueAt), notAfter = Stored.Micros(run.NotAfter), RunReason }, transaction);

    private static async Task<List<DueRun>> UnknownAsync(DbTransaction transaction, IReadOnlyCollection<DueRun> due)
    {
        var unknown = new List<DueRun>();
        foreach (var run in due)
            if (await transaction.Connection!.ExecuteScalarAsync<int>("select count(*) from runs where digest = @Id and period = @Key", new { run.Digest.Id, run.Period.Key }, transaction) == 0) unknown.Add(run);
        return unknown;
    }

    private Task<int> CountAsync(DbTransaction transaction, string table, string condition) =>
        transaction.Connection!.ExecuteScalarAsync<int>(database.Dialect.Sql($"select count(*) from {table} where {condition}"), null, transaction);

    private Task<int> ChangeAsync(DbTransaction transaction, string change) => transaction.Connection!.ExecuteAsync(database.Dialect.Sql(change), new { MailReason }, transaction);
}

/// <summary>What may have gone out after the backup was made.</summary>
/// <param name="Waiting">Mails that wait and are due.</param>
/// <param name="Sending">Mails that were leaving.</param>
/// <param name="Runs">Runs that are due and not enqueued.</param>
/// <param name="Unplanned">What is due by the schedules and not in the ledger.</param>
internal sealed record RestoredCounts(int Waiting, int Sending, int Runs, IReadOnlyList<DueRun> Unplanned);
