using System.Data.Common;
using System.Globalization;
using Dapper;
using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>
/// Removes the bytes of mails and the numbers of runs that were kept long enough, in small steps. The ledger itself stays for ever, and says
/// that they are gone. Nothing that somebody may still have to decide about is touched.
/// </summary>
internal sealed class Retention(Database database, StoreOptions options)
{
    private const int StepSize = 100;
    private const string Finished = "('sent', 'expired', 'cancelled')";

    /// <summary>Removes all that is old enough.</summary>
    /// <returns>Mails without bytes and runs without numbers from now on.</returns>
    public async Task<(int Mails, int Runs)> PruneAsync(CancellationToken cancellationToken)
    {
        var mails = options.KeepMailsDays == 0 ? 0 : await RepeatAsync(transaction => MailsAsync(transaction, options.KeepMailsDays), cancellationToken);
        var runs = options.KeepRunsDays == 0 ? 0 : await RepeatAsync(transaction => RunsAsync(transaction, options.KeepRunsDays), cancellationToken);
        await MailBodies.RemoveUnusedPartsAsync(database, cancellationToken);
        return (mails, runs);
    }

    private async Task<int> RepeatAsync(Func<DbTransaction, Task<int>> step, CancellationToken cancellationToken)
    {
        for (var all = 0; ;)
        {
            var done = await database.WriteAsync(step, cancellationToken);
            all += done;
            if (done < StepSize) return all;
        }
    }

    private async Task<int> MailsAsync(DbTransaction transaction, int days)
    {
        var ids = await IdsAsync(transaction, days, $"""
            update mails set body_gone = @why
            where id in (select id from mails where body_gone is null and state in {Finished} and expires_at <= (select {"{now}"}) - @keep order by expires_at limit @StepSize) and state in {Finished}
            returning id
            """, "KeepMailsDays");
        if (ids.Length > 0) await transaction.Connection!.ExecuteAsync($"delete from mail_bodies where {database.Dialect.In("mail_id", "ids")}", new { ids }, transaction);
        return ids.Length;
    }

    private async Task<int> RunsAsync(DbTransaction transaction, int days)
    {
        var ids = await IdsAsync(transaction, days, """
            update runs set archive_gone = @why
            where id in (select r.id from runs r where r.archive_gone is null and r.state = 'enqueued' and r.not_after <= (select {now}) - @keep
              and not exists (select 1 from mails m where m.run_id = r.id and m.state in ('waiting', 'claimed', 'sending', 'held', 'unknown')) order by r.not_after limit @StepSize)
            returning id
            """, "KeepRunsDays");
        if (ids.Length > 0) await transaction.Connection!.ExecuteAsync($"delete from run_archives where {database.Dialect.In("run_id", "ids")}", new { ids }, transaction);
        return ids.Length;
    }

    private async Task<long[]> IdsAsync(DbTransaction transaction, int days, string sql, string key)
    {
        var why = string.Create(CultureInfo.InvariantCulture, $"removed after {days} days (Store:{key})");
        return [.. await transaction.Connection!.QueryAsync<long>(database.Dialect.Sql(sql), new { why, keep = Stored.Micros(Duration.FromDays(days)), StepSize }, transaction)];
    }
}
