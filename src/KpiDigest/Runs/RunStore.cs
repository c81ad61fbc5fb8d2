using System.Data.Common;
using Dapper;
using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>
/// The ledger. A unique key decides who owns a run; the lease (database clock) decides for how long. Every write of a running run
/// names the lease's token and takes the row's lock, so that a worker that woke up too late writes nothing.
/// </summary>
internal sealed class RunStore(Database database)
{
    private const string Claimable = "((runs.state = 'planned' and runs.not_before <= (select {now})) or (runs.state = 'running' and runs.lease_until <= (select {now}))) and runs.not_after > (select {now})";
    private const string Mine = "runs.digest = @Digest and runs.period = @Period and runs.revision = @Revision and runs.state = 'running' and runs.lease_token = @LeaseToken and runs.lease_until > {now}";

    /// <summary>Inserts a planned run; false where it is known already. After <paramref name="notAfter"/> (database clock) it is not claimed any more.</summary>
    public async Task<bool> PlanAsync(RunKey key, Instant dueAt, Instant notAfter, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        insert into runs (digest, period, revision, state, due_at, not_after, planned_at) values (@Digest, @Period, @Revision, 'planned', @dueAt, @notAfter, {now})
        on conflict (digest, period, revision) do nothing
        """,
        new { key.Digest, key.Period, key.Revision, dueAt = Stored.Micros(dueAt), notAfter = Stored.Micros(notAfter) }, cancellationToken) == 1;

    /// <summary>The next planned run, or one whose lease expired, under a new lease; null: none.</summary>
    public Task<ClaimedRun?> ClaimNextAsync(string worker, Duration lease, CancellationToken cancellationToken) => LostRaces.AskAgainAsync(
        async () => (await QueryAsync<RunRecord>(
            $$"""
            update runs set state = 'running', lease_owner = @worker, lease_token = @token, lease_until = {now} + @lease, attempt = attempt + 1, finished_at = null
            where runs.id = (select runs.id from runs where runs.state in ('planned', 'running') and {{Claimable}} order by runs.due_at, runs.id limit 1 {skip_locked}) and {{Claimable}}
            returning {{RunRecord.Columns}}
            """,
            new { worker, token = Guid.NewGuid().ToString("N"), lease = Stored.Micros(lease) }, cancellationToken)).FirstOrDefault()?.Claimed(),
        async () => (await QueryAsync<long>($"select runs.id from runs where runs.state in ('planned', 'running') and {Claimable} limit 1", null, cancellationToken)).Count > 0,
        cancellationToken);

    /// <summary>Prolongs the lease; false: it is not ours any more.</summary>
    public async Task<bool> RenewAsync(ClaimedRun run, Duration lease, CancellationToken cancellationToken) => await ExecuteAsync(
        $"update runs set lease_until = {{now}} + @lease where {Mine}", Parameters(run, new { lease = Stored.Micros(lease) }), cancellationToken) == 1;

    /// <summary>
    /// Freezes which versions the run stands on, with hashes of what shaped it; keeps what an earlier attempt froze and returns it. From
    /// then on no fact is recorded at or before that instant. Null: the lease is lost.
    /// </summary>
    public Task<Instant?> FreezeAsync(ClaimedRun run, Instant knownAt, string configurationHash, string templateHash, CancellationToken cancellationToken, string? supplementsHash = null) => WithLeaseAsync(
        run,
        async (transaction, id) =>
        {
            var frozen = Stored.At(await transaction.Connection!.QuerySingleAsync<long>(
                """
                update runs set known_at = coalesce(known_at, @knownAt), configuration_hash = coalesce(configuration_hash, @configurationHash), template_hash = coalesce(template_hash, @templateHash),
                  supplements_hash = coalesce(supplements_hash, @supplementsHash)
                where id = @id returning known_at
                """,
                new { id, knownAt = Stored.Micros(knownAt), configurationHash, templateHash, supplementsHash }, transaction));
            await SyncBooks.FreezeAsync(database, transaction, frozen);
            return (Instant?)frozen;
        },
        null, cancellationToken);

    /// <summary>Keeps what the run computed and on what it stood. False: the lease is lost.</summary>
    public Task<bool> ArchiveAsync(ClaimedRun run, RunArchive archive, CancellationToken cancellationToken) => WithLeaseAsync(
        run,
        async (transaction, id) =>
        {
            await RunArchives.WriteAsync(transaction, id, archive);
            return true;
        },
        false, cancellationToken);

    /// <summary>What an enqueued run computed; null: it kept nothing.</summary>
    public Task<RunArchive?> ReadArchiveAsync(RunKey key, CancellationToken cancellationToken) => RunArchives.ReadAsync(database, key, cancellationToken);

    /// <summary>Who was erased.</summary>
    public Task<ErasedWords> ErasedAsync(CancellationToken cancellationToken) => ErasureList.ReadAsync(database, cancellationToken);

    /// <summary>Throws away rows staged by an earlier attempt. False: the lease is lost.</summary>
    public Task<bool> ClearStagedAsync(ClaimedRun run, CancellationToken cancellationToken) => WithLeaseAsync(
        run,
        async (transaction, id) =>
        {
            await StagedMails.ClearAsync(transaction, id);
            return true;
        },
        false, cancellationToken);

    /// <summary>Stages a batch of mails, invisible until <see cref="EnqueueAsync"/>. False: the lease is lost and nothing was written.</summary>
    /// <exception cref="ArgumentException">A mail belongs to another run.</exception>
    public Task<bool> StageAsync(ClaimedRun run, IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken)
    {
        var stranger = mails.FirstOrDefault(mail => new RunKey(mail.Key.Digest, mail.Key.Period, mail.Key.Revision) != run.Key);
        if (stranger is not null) throw new ArgumentException($"The mail of {stranger.Key.Digest}, {stranger.Key.Period} does not belong to the run {run.Key}.", nameof(mails));
        return WithLeaseAsync(
            run,
            async (transaction, id) =>
            {
                await StagedMails.AddAsync(database, transaction, id, mails, cancellationToken);
                return true;
            },
            false, cancellationToken);
    }

    /// <summary>Shows all staged mails with one update of the run's row, freezing the expected count and how many deals the run stood on. False: the lease is lost, or the staged rows are not the expected ones.</summary>
    public Task<bool> EnqueueAsync(ClaimedRun run, int expected, int deals, CancellationToken cancellationToken) => WithLeaseAsync(
        run,
        async (transaction, id) => await transaction.Connection!.ExecuteAsync(
            database.Dialect.Sql(
                """
                update runs set state = 'enqueued', expected = @expected, deals = @deals, active = 1, reason = null, lease_token = null, lease_until = null, finished_at = {now}
                where id = @id and state = 'running' and (select count(*) from mails where run_id = @id) = @expected
                """),
            new { id, expected, deals }, transaction) == 1,
        false, cancellationToken);

    /// <summary>Deals that the newest enqueued runs of the same digest, of earlier periods, stood on, newest first.</summary>
    public async Task<IReadOnlyList<int>> DealsOfRunsBeforeAsync(RunKey key, int limit, CancellationToken cancellationToken) => await QueryAsync<int>(
        """
        select runs.deals from runs where runs.digest = @Digest and runs.period <> @Period and runs.state = 'enqueued' and runs.deals is not null
          and runs.due_at < coalesce((select min(k.due_at) from runs k where k.digest = @Digest and k.period = @Period), 9223372036854775807)
        order by runs.due_at desc, runs.id desc limit @limit
        """,
        new { key.Digest, key.Period, limit }, cancellationToken);

    /// <summary>running → held, with cause and fix; what it staged is thrown away.</summary>
    public Task<bool> HoldAsync(ClaimedRun run, string reason, CancellationToken cancellationToken) => EndAsync(run, "held", reason, Duration.Zero, cancellationToken);

    /// <summary>running → planned again after a transient fault, not before the delay.</summary>
    public Task<bool> PostponeAsync(ClaimedRun run, string reason, Duration delay, CancellationToken cancellationToken) => EndAsync(run, "planned", reason, delay, cancellationToken);

    /// <summary>As <see cref="PostponeAsync"/>, and forgets what it froze: the next attempt stands on newer facts.</summary>
    public Task<bool> ThinkAgainAsync(ClaimedRun run, string reason, Duration delay, CancellationToken cancellationToken) => EndAsync(run, "planned", reason, delay, cancellationToken, thaw: true);

    /// <summary>running → failed for good.</summary>
    public Task<bool> FailAsync(ClaimedRun run, string reason, CancellationToken cancellationToken) => EndAsync(run, "failed", reason, Duration.Zero, cancellationToken);

    /// <summary>held or failed → planned, by hand: with the facts of now and the whole catch-up time again.</summary>
    public async Task<bool> ReleaseAsync(RunKey key, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        update runs set state = 'planned', reason = null, not_before = 0, not_after = {greatest}(not_after, {now} + not_after - due_at),
          known_at = null, configuration_hash = null, template_hash = null, finished_at = null
        where digest = @Digest and period = @Period and revision = @Revision and state in ('held', 'failed')
        """,
        key, cancellationToken) == 1;

    /// <summary>Runs that passed their catch-up limit without being enqueued fail; returns how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var late = (await transaction.Connection!.QueryAsync<long>(
            database.Dialect.Sql(
                """
                update runs set state = 'failed', reason = 'It was not sent before its catch-up limit passed. Release it by hand if it is still wanted.', lease_token = null, lease_until = null, finished_at = {now}
                where not_after <= {now} and (state = 'planned' or (state = 'running' and lease_until <= {now})) returning id
                """),
            null, transaction)).AsList();
        foreach (var id in late) await StagedMails.ClearAsync(transaction, id);
        return late.Count;
    }, cancellationToken);

    /// <summary>Keys that are known, for the due search; newest due first.</summary>
    public async Task<IReadOnlyList<RunRow>> ListAsync(string? digest, int limit, CancellationToken cancellationToken) => (await QueryAsync<RunRecord>(
        $"select {RunRecord.Columns} from runs where {(digest is null ? "1 = 1" : "runs.digest = @digest")} order by runs.due_at desc, runs.id desc limit @limit", new { digest, limit }, cancellationToken)).ConvertAll(row => row.Row());

    /// <summary>One run; null: not known.</summary>
    public async Task<RunRow?> ReadAsync(RunKey key, CancellationToken cancellationToken) => (await QueryAsync<RunRecord>(
        $"select {RunRecord.Columns} from runs where runs.digest = @Digest and runs.period = @Period and runs.revision = @Revision", key, cancellationToken)).FirstOrDefault()?.Row();

    /// <summary>All revisions of a period, lowest first.</summary>
    public async Task<IReadOnlyList<RunRow>> RevisionsAsync(string digest, string period, CancellationToken cancellationToken) => (await QueryAsync<RunRecord>(
        $"select {RunRecord.Columns} from runs where runs.digest = @digest and runs.period = @period order by runs.revision", new { digest, period }, cancellationToken)).ConvertAll(row => row.Row());

    private Task<bool> EndAsync(ClaimedRun run, string state, string reason, Duration delay, CancellationToken cancellationToken, bool thaw = false) => WithLeaseAsync(
        run,
        async (transaction, id) =>
        {
            await StagedMails.ClearAsync(transaction, id);
            await transaction.Connection!.ExecuteAsync(
                database.Dialect.Sql(
                    """
                    update runs set state = @state, reason = @reason, lease_token = null, lease_until = null, not_before = {now} + @delay,
                      finished_at = case when @state = 'planned' then null else {now} end, known_at = case when @thaw = 1 then null else known_at end,
                      configuration_hash = case when @thaw = 1 then null else configuration_hash end, template_hash = case when @thaw = 1 then null else template_hash end,
                      supplements_hash = case when @thaw = 1 then null else supplements_hash end
                    where id = @id and state = 'running'
                    """),
                new { id, state, reason, delay = Stored.Micros(delay), thaw = thaw ? 1 : 0 }, transaction);
            return true;
        },
        false, cancellationToken);

    /// <summary>Takes the run's row lock, checks that the lease is ours, and works under the lock.</summary>
    private Task<T> WithLeaseAsync<T>(ClaimedRun run, Func<DbTransaction, long, Task<T>> work, T lost, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var id = await transaction.Connection!.QuerySingleOrDefaultAsync<long?>(database.Dialect.Sql($"select runs.id from runs where {Mine} {{for_update}}"), Parameters(run), transaction);
        return id is { } mine ? await work(transaction, mine) : lost;
    }, cancellationToken);

    private static DynamicParameters Parameters(ClaimedRun run, object? more = null)
    {
        var parameters = new DynamicParameters(new { run.Key.Digest, run.Key.Period, run.Key.Revision, run.LeaseToken });
        if (more is not null) parameters.AddDynamicParams(more);
        return parameters;
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.UseAsync(connection => connection.ExecuteAsync(new CommandDefinition(database.Dialect.Sql(sql), parameters, cancellationToken: cancellationToken)), cancellationToken);

    private Task<List<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) => database.UseAsync(
        async connection => (await connection.QueryAsync<T>(new CommandDefinition(database.Dialect.Sql(sql), parameters, cancellationToken: cancellationToken))).AsList(), cancellationToken);
}
