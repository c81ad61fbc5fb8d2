using System.Data.Common;
using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>What time does to mails: leases end, limits pass.</summary>
internal static class OutboxSweep
{
    private const string LeaseEnded = "The worker went away while the content was leaving; nobody can know whether it arrived.";

    public static async Task<(int Released, int Unknown, int Expired)> RunAsync(Database database, bool resendUnknownOnce, CancellationToken cancellationToken)
    {
        var sums = await database.UseAsync(async connection =>
        {
            // Claimed is not tried: who is claimed again and again by workers that go away must not be put off for longer.
            var released = await ChangeAsync("state = 'waiting', attempts = attempts - 1, lease_owner = null, lease_token = null, lease_until = null where state = 'claimed' and lease_until <= {now}");
            if (resendUnknownOnce)
                released += await ChangeAsync("state = 'waiting', resent = 1, lease_owner = null, lease_token = null, lease_until = null where resent = 0 and expires_at > {now} and (state = 'unknown' or (state = 'sending' and lease_until <= {now}))");
            var unknown = await ChangeAsync("state = 'unknown', reason = @LeaseEnded, last_error = @LeaseEnded, lease_until = null where state = 'sending' and lease_until <= {now}");
            var expired = await ChangeAsync("state = 'expired', reason = coalesce(reason, 'Its time to be sent passed.') where state = 'waiting' and expires_at <= {now} and run_id in (select id from runs where state = 'enqueued')");
            return (released, unknown, expired);

            Task<int> ChangeAsync(string change) => connection.ExecuteAsync(new CommandDefinition(database.Dialect.Sql($"update mails set {change}"), new { LeaseEnded }, cancellationToken: cancellationToken));
        }, cancellationToken);
        await database.WriteAsync(transaction => MarkActiveAsync(database, transaction), cancellationToken);
        return sums;
    }

    /// <summary>
    /// Claims look at active runs only. A run without anything to send ceases to be one, under its row lock: who gives it something to
    /// send again changes the mail first and then waits for this lock. What is found inactive with waiting mails is made active.
    /// </summary>
    private static async Task<int> MarkActiveAsync(Database database, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var active = (await connection.QueryAsync<long>(database.Dialect.Sql("select id from runs where active = 1 {for_update}"), null, transaction)).ToArray();
        if (active.Length > 0)
            await connection.ExecuteAsync($"update runs set active = 0 where active = 1 and {database.Dialect.In("id", "active")} and not exists (select 1 from mails m where m.run_id = runs.id and m.state in ('waiting', 'claimed', 'sending'))", new { active }, transaction);
        return await connection.ExecuteAsync("update runs set active = 1 where active = 0 and state = 'enqueued' and id in (select run_id from mails where state = 'waiting')", null, transaction);
    }
}
