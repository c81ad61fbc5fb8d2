using System.Data.Common;
using Dapper;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>
/// The mails. Every change of state names the state it leaves and, where a lease is held, the lease's token, so that a lost race
/// changes no row. Leases run on the database's clock. The states and their changes stand in this folder's README.
/// </summary>
internal sealed class OutboxStore(Database database)
{
    // Claims look at the runs that may have something to send, and in each at the head of one index: their cost does not grow with the queue.
    private const string Due =
        "select m.id from mails m where m.run_id = {0} and m.state = 'waiting' and m.not_before <= (select {now}) and m.expires_at > (select {now}) order by m.not_before, m.id";

    private const string HasDue = "r.state = 'enqueued' and r.active = 1 and (" + Due + " limit 1) is not null";
    private const string Mine = "id = @id and lease_token = @leaseToken";
    private const string NoLease = "lease_owner = null, lease_token = null, lease_until = null";

    /// <summary>Who is to get no mail.</summary>
    public SuppressionStore Suppressions { get; } = new(database);

    /// <summary>What came back later.</summary>
    public BouncedMails Bounced { get; } = new(database);

    /// <summary>The next mails that are waiting, visible and due, all of one run, each under a lease of its own; none: there is none now (after a lost race it asks again).</summary>
    public async Task<IReadOnlyList<ClaimedMail>> ClaimAsync(string worker, Duration lease, int atMost, CancellationToken cancellationToken)
    {
        var rows = await ClaimRowsAsync(worker, lease, atMost, cancellationToken);
        if (rows is null) return [];
        await MailBodies.CompleteAsync(database, rows, cancellationToken);
        return rows.ConvertAll(row => row.Claimed());
    }

    private Task<List<MailRecord>?> ClaimRowsAsync(string worker, Duration lease, int atMost, CancellationToken cancellationToken) => LostRaces.AskAgainAsync(
        async () => await QueryAsync<MailRecord>(
            $$"""
            with due as materialized ({{DueOf($"(select r.id from runs r where {HasDueIn("r.id")} order by r.due_at, r.id limit 1)")}} limit @atMost {skip_locked})
            update mails set state = 'claimed', lease_owner = @worker, lease_token = @token || mails.id, lease_until = {now} + @lease, attempts = attempts + 1
            from due where mails.id = due.id and mails.state = 'waiting'
            returning mails.id as Id, mails.lease_token as LeaseToken, mails.attempts as Attempts, mails.message_id as MessageId, mails.envelope_from as EnvelopeFrom, mails.recipient as Recipient,
              (select r.digest from runs r where r.id = mails.run_id) as Digest, (select r.period from runs r where r.id = mails.run_id) as Period,
              (select r.revision from runs r where r.id = mails.run_id) as Revision, (select b.mime from mail_bodies b where b.mail_id = mails.id) as Mime,
              (select b.sha256 from mail_bodies b where b.mail_id = mails.id) as Sha256, (select count(*) from mail_body_parts p where p.mail_id = mails.id) as Parts,
              (select min(s.id) from suppressions s where {{SuppressionStore.OfMail}}) as SuppressedBy
            """,
            new { worker, token = Guid.NewGuid().ToString("N"), lease = Stored.Micros(lease), atMost }, cancellationToken) is { Count: > 0 } rows ? rows : null,
        async () => (await QueryAsync<long>($"select r.id from runs r where {HasDueIn("r.id")} limit 1", null, cancellationToken)).Count > 0,
        cancellationToken);

    /// <summary>The claim goes on: its lease ends that much later, if it has not ended yet.</summary>
    public Task<bool> RenewAsync(long id, string leaseToken, Duration lease, CancellationToken cancellationToken) => ChangeAsync(
        $"lease_until = {{now}} + @lease where {Mine} and state = 'claimed' and lease_until > {{now}}", new { id, leaseToken, lease = Stored.Micros(lease) }, cancellationToken);

    /// <summary>
    /// In one trip: the fence, claimed → sending, for each mail whose lease is still ours and not expired, and whose reader wants mail (the sending has a lease of its own);
    /// and the record, sending → sent, also unknown → sent where the answer came after the lease had ended and nobody has decided otherwise since. Says which of them changed.
    /// </summary>
    public async Task<IReadOnlySet<MailLease>> PassAsync(IReadOnlyList<MailLease> fences, Duration sending, IReadOnlyList<MailLease> sent, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(new { sending = Stored.Micros(sending) });
        var record = Change(
            sent, "s", "state = 'sent', sent_at = {now}, queue_id = nullif(mine.column3, ''), reason = null, lease_owner = null, lease_until = null", "state in ('sending', 'unknown')", parameters);
        var fence = Change(
            fences, "f", "state = 'sending', lease_until = {now} + @sending",
            $"state = 'claimed' and lease_until > {{now}} and not exists (select 1 from suppressions s where {SuppressionStore.OfMail})", parameters);
        var changed = await database.UseAsync(
            connection => ChangedAsync(connection, new CommandDefinition(database.Dialect.Sql(string.Join(";", new[] { record, fence }.Where(s => s.Length > 0))), parameters, cancellationToken: cancellationToken)), cancellationToken);
        return sent.Concat(fences).Where(mail => changed.Contains((mail.Id, mail.Token))).ToHashSet();
    }

    /// <summary>claimed → skipped: the reader is to get no mail.</summary>
    public Task<bool> SkipAsync(long id, string leaseToken, string reason, CancellationToken cancellationToken) => ChangeAsync(
        $"state = 'skipped', reason = @reason, {NoLease} where {Mine} and state = 'claimed'", new { id, leaseToken, reason }, cancellationToken);

    /// <summary>claimed or sending → waiting, after a transient refusal (the server answered, nothing was sent).</summary>
    public Task<bool> RetryAsync(long id, string leaseToken, string reason, Duration after, CancellationToken cancellationToken) => ChangeAsync(
        $"state = 'waiting', not_before = {{now}} + @after, reason = @reason, last_error = @reason, {NoLease} where {Mine} and state in ('claimed', 'sending')",
        new { id, leaseToken, reason, after = Stored.Micros(after) }, cancellationToken);

    /// <summary>claimed or sending → refused; also unknown → refused where the answer came late.</summary>
    public Task<bool> RefusedAsync(long id, string leaseToken, string reason, CancellationToken cancellationToken) => ChangeAsync(
        $"state = 'refused', reason = @reason, last_error = @reason, {NoLease} where {Mine} and state in ('claimed', 'sending', 'unknown')", new { id, leaseToken, reason }, cancellationToken);

    /// <summary>sending → unknown.</summary>
    public Task<bool> UnknownAsync(long id, string leaseToken, string reason, CancellationToken cancellationToken) => ChangeAsync(
        $"state = 'unknown', reason = @reason, last_error = @reason, lease_until = null where {Mine} and state = 'sending'", new { id, leaseToken, reason }, cancellationToken);

    /// <summary>claimed → waiting without counting an attempt (shutdown before the fence).</summary>
    public Task<bool> ReleaseAsync(long id, string leaseToken, CancellationToken cancellationToken) => ChangeAsync(
        $"state = 'waiting', attempts = attempts - 1, {NoLease} where {Mine} and state = 'claimed'", new { id, leaseToken }, cancellationToken);

    /// <summary>waiting or held → cancelled, by hand.</summary>
    public Task<bool> CancelAsync(long id, CancellationToken cancellationToken) => ChangeAsync(
        "state = 'cancelled' where id = @id and state in ('waiting', 'held')", new { id }, cancellationToken);

    /// <summary>waiting → held, by hand.</summary>
    public Task<bool> HoldAsync(long id, string reason, CancellationToken cancellationToken) => ChangeAsync(
        "state = 'held', reason = @reason where id = @id and state = 'waiting'", new { id, reason }, cancellationToken);

    /// <summary>held → waiting, by hand or by approval. False too where the mail has no content.</summary>
    public Task<bool> ReleaseHeldAsync(long id, CancellationToken cancellationToken) => SendByHandAsync(id, "state = 'held'", cancellationToken);

    /// <summary>refused or unknown → waiting, by hand; the same bytes and Message-ID.</summary>
    public Task<bool> ResendAsync(long id, CancellationToken cancellationToken) => SendByHandAsync(id, "state in ('refused', 'unknown')", cancellationToken);

    /// <summary>
    /// Expired claimed → waiting; expired sending → unknown; waiting past its limit → expired. With <paramref name="resendUnknownOnce"/>
    /// what is or would become unknown goes to waiting once, if its limit is not past. Returns how many went to each of the three.
    /// </summary>
    public Task<(int Released, int Unknown, int Expired)> SweepAsync(bool resendUnknownOnce, CancellationToken cancellationToken) => OutboxSweep.RunAsync(database, resendUnknownOnce, cancellationToken);

    /// <summary>Unknown mails that somebody might still send again, with the lease they were sent under, oldest first.</summary>
    public async Task<IReadOnlyList<(MailLease Mail, string MessageId)>> UnknownAsync(CancellationToken cancellationToken) =>
        (await QueryAsync<MailRecord>("select id as Id, lease_token as LeaseToken, message_id as MessageId from mails where state = 'unknown' and lease_token is not null and expires_at > {now} order by id", null, cancellationToken))
        .ConvertAll(row => (new MailLease(row.Id, row.LeaseToken), row.MessageId));

    /// <summary>Rows of visible runs for listings, newest first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> ListAsync(IReadOnlyCollection<MailState>? states, string? digest, int limit, CancellationToken cancellationToken)
    {
        var names = states?.Select(state => state.ToString().ToLowerInvariant()).ToArray();
        var rows = await QueryAsync<MailRecord>(
            $"""
            select {MailRecord.Columns} from mails m join runs r on r.id = m.run_id and r.state = 'enqueued'
            where {(names is null ? "1 = 1" : database.Dialect.In("m.state", "names"))} and {(digest is null ? "1 = 1" : "r.digest = @digest")} order by m.id desc limit @limit
            """,
            new { names, digest, limit }, cancellationToken);
        return rows.ConvertAll(row => row.Row());
    }

    /// <summary>The addresses of mails that may still be sent, in the form of <see cref="Suppression.KeyOf"/>.</summary>
    public async Task<IReadOnlyList<string>> OpenRecipientsAsync(CancellationToken cancellationToken) => await QueryAsync<string>(
        "select distinct m.recipient_key from mails m join runs r on r.id = m.run_id where m.state in ('waiting', 'claimed', 'held') and r.state in ('running', 'enqueued') and m.recipient_key is not null",
        null, cancellationToken);

    /// <summary>All mails of a digest's period, of every revision that is visible, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxRow>> OfPeriodAsync(string digest, string period, CancellationToken cancellationToken) => (await QueryAsync<MailRecord>(
        $"select {MailRecord.Columns} from mails m join runs r on r.id = m.run_id and r.state = 'enqueued' where r.digest = @digest and r.period = @period order by m.id",
        new { digest, period }, cancellationToken)).ConvertAll(row => row.Row());

    /// <summary>One visible mail; null: there is none of this id.</summary>
    public async Task<OutboxRow?> FindAsync(long id, CancellationToken cancellationToken) => (await QueryAsync<MailRecord>(
        $"select {MailRecord.Columns} from mails m join runs r on r.id = m.run_id and r.state = 'enqueued' where m.id = @id", new { id }, cancellationToken)).FirstOrDefault()?.Row();

    /// <summary>The archived bytes of a mail, as they were or will be sent; null where it has none.</summary>
    public Task<byte[]?> ReadMimeAsync(long id, CancellationToken cancellationToken) => MailBodies.ReadAsync(database, id, cancellationToken);

    /// <summary>The earliest due time of a visible mail that is not in a final state (waiting, claimed, sending); null: none.</summary>
    public async Task<Instant?> OldestDueAsync(CancellationToken cancellationToken) => Stored.At((await QueryAsync<long?>(
        """
        select min(m.not_before) from runs r join mails m on m.run_id = r.id and m.state in ('waiting', 'claimed', 'sending')
        where r.state = 'enqueued' and r.active = 1
        """,
        null, cancellationToken)).FirstOrDefault());

    /// <summary>Visible mails whose time has come and that are waiting or on their way.</summary>
    public async Task<long> CountDueAsync(CancellationToken cancellationToken) => (await QueryAsync<long>(
        """
        select count(*) from runs r join mails m on m.run_id = r.id and m.state in ('waiting', 'claimed', 'sending') and m.not_before <= (select {now})
        where r.state = 'enqueued' and r.active = 1
        """,
        null, cancellationToken)).Single();

    /// <summary>For each run: expected against the number of mails in each state, in one query; newest due first.</summary>
    public async Task<IReadOnlyList<RunBooks>> BooksAsync(CancellationToken cancellationToken) => BooksRecord.Books(await QueryAsync<BooksRecord>(BooksRecord.Query, null, cancellationToken));

    /// <summary>The mail has its whole time to be sent again, and its run is looked at by claims again.</summary>
    private Task<bool> SendByHandAsync(long id, string from, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var sql =
            $$"""
            update mails set state = 'waiting', reason = null, attempts = 0, expires_at = {greatest}(expires_at, {now} + expires_at - not_before), {{NoLease}}
            where id = @id and {{from}} and exists (select 1 from mail_bodies b where b.mail_id = @id)
            """;
        if (await transaction.Connection!.ExecuteAsync(database.Dialect.Sql(sql), new { id }, transaction) == 0) return false;
        await transaction.Connection!.ExecuteAsync("update runs set active = 1 where id = (select run_id from mails where id = @id) and state = 'enqueued'", new { id }, transaction);
        return true;
    }, cancellationToken);

    private static string DueOf(string run) => Due.Replace("{0}", run, StringComparison.Ordinal);

    private static string HasDueIn(string run) => HasDue.Replace("{0}", run, StringComparison.Ordinal);

    private Task<bool> ChangeAsync(string change, object parameters, CancellationToken cancellationToken) => database.UseAsync(
        async connection => await connection.ExecuteAsync(new CommandDefinition(database.Dialect.Sql($"update mails set {change}"), parameters, cancellationToken: cancellationToken)) == 1, cancellationToken);

    /// <summary>One statement for all of them, each row by its own id and token.</summary>
    private static string Change(IReadOnlyList<MailLease> mails, string name, string change, string condition, DynamicParameters parameters)
    {
        if (mails.Count == 0) return "";
        var values = mails.Select((mail, i) => mail.AddTo(parameters, $"{name}{i}"));
        return $"""
            update mails set {change} from (values {string.Join(", ", values)}) as mine
            where mails.id = mine.column1 and mails.lease_token = mine.column2 and {condition} returning mails.id, mails.lease_token
            """;
    }

    private static async Task<HashSet<(long Id, string Token)>> ChangedAsync(DbConnection connection, CommandDefinition command)
    {
        var changed = new HashSet<(long, string)>();
        await using var results = await connection.QueryMultipleAsync(command);
        while (!results.IsConsumed) changed.UnionWith(await results.ReadAsync<(long, string)>());
        return changed;
    }

    private Task<List<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) => database.UseAsync(
        async connection => (await connection.QueryAsync<T>(new CommandDefinition(database.Dialect.Sql(sql), parameters, cancellationToken: cancellationToken))).AsList(), cancellationToken);
}
