using Dapper;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>Who is to get no mail, by digest or at all. Asked when mails are staged, when they are claimed and at the fence.</summary>
internal sealed class SuppressionStore(Database database)
{
    /// <summary>Condition on a row of <c>suppressions s</c> that it keeps the mail of a statement on <c>mails</c> back.</summary>
    public const string OfMail =
        "s.recipient = mails.recipient_key and s.digest in ('', (select r.digest from runs r where r.id = mails.run_id)) and s.ended is null and (s.until is null or s.until > {now})";

    private const string InForce = "ended is null and (until is null or until > {now})";

    /// <summary>Takes down that somebody gets no mail. Once is as good as twice: what is in force already keeps its beginning; of two pauses the newer counts.</summary>
    /// <returns>Whether anything changed.</returns>
    public Task<bool> AddAsync(string recipient, string digest, SuppressionKind kind, string reason, Duration? length, CancellationToken cancellationToken) => ChangeAsync(
        """
        insert into suppressions (recipient, digest, kind, reason, since, until) values (@recipient, @digest, @kind, @reason, {now}, case when @length is null then null else {now} + @length end)
        on conflict (recipient, digest, kind) where ended is null do update set until = excluded.until, since = excluded.since, reason = excluded.reason where suppressions.until is not null
        """,
        new { recipient = Suppression.KeyOf(recipient), digest, kind = Suppression.NameOf(kind), reason, length = length is { } pause ? Stored.Micros(pause) : (long?)null }, cancellationToken);

    /// <summary>Somebody gets mail again. Returns how many reasons against it are over now.</summary>
    /// <param name="recipient">Address.</param>
    /// <param name="digest">Only what was said of this digest; null: everything.</param>
    /// <param name="kinds">Only these; null: all.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<int> EndAsync(string recipient, string? digest, IReadOnlyCollection<SuppressionKind>? kinds, CancellationToken cancellationToken)
    {
        var names = (kinds ?? Enum.GetValues<SuppressionKind>()).Select(Suppression.NameOf).ToArray();
        var sql = $"update suppressions set ended = {{now}} where recipient = @recipient and ended is null and {database.Dialect.In("kind", "names")}{(digest is null ? "" : " and digest = @digest")}";
        return ExecuteAsync(sql, new { recipient = Suppression.KeyOf(recipient), digest, names }, cancellationToken);
    }

    /// <summary>What is in force, or everything that ever was, oldest first.</summary>
    public async Task<IReadOnlyList<Suppression>> ListAsync(bool all, CancellationToken cancellationToken) =>
        await QueryAsync($"select {SuppressionRecord.Columns} from suppressions where {(all ? "1 = 1" : InForce)} order by since, id", null, cancellationToken);

    /// <summary>What was taken down since an instant and is in force.</summary>
    public async Task<IReadOnlyList<Suppression>> NewSinceAsync(Instant since, CancellationToken cancellationToken) =>
        await QueryAsync($"select {SuppressionRecord.Columns} from suppressions where {InForce} and since > @since order by since, id", new { since = Stored.Micros(since) }, cancellationToken);

    /// <summary>All that is in force for one reader.</summary>
    public async Task<IReadOnlyList<Suppression>> OfReaderAsync(string recipient, CancellationToken cancellationToken) =>
        await QueryAsync($"select {SuppressionRecord.Columns} from suppressions where recipient = @recipient and {InForce} order by id", new { recipient = Suppression.KeyOf(recipient) }, cancellationToken);

    /// <summary>Who gets no mail of a digest now, by <see cref="Suppression.KeyOf"/>.</summary>
    public async Task<IReadOnlyDictionary<string, Suppression>> OfDigestAsync(string digest, CancellationToken cancellationToken) =>
        (await QueryAsync($"select {SuppressionRecord.Columns} from suppressions where digest in ('', @digest) and {InForce} order by id", new { digest }, cancellationToken))
        .GroupBy(s => s.Recipient, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>Whose link names a reader so; null: nobody's.</summary>
    public async Task<string?> ReaderAsync(string reader, CancellationToken cancellationToken) => (await database.UseAsync(
        connection => connection.QueryAsync<string>(new CommandDefinition("select recipient from readers where id = @reader", new { reader }, cancellationToken: cancellationToken)), cancellationToken)).FirstOrDefault();

    /// <summary>One by its number.</summary>
    public async Task<Suppression?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"select {SuppressionRecord.Columns} from suppressions where id = @id", new { id }, cancellationToken)).FirstOrDefault();

    private async Task<bool> ChangeAsync(string sql, object parameters, CancellationToken cancellationToken) => await ExecuteAsync(sql, parameters, cancellationToken) > 0;

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(database.Dialect.Sql(sql), parameters, cancellationToken: cancellationToken)), cancellationToken);

    private Task<List<Suppression>> QueryAsync(string sql, object? parameters, CancellationToken cancellationToken) => database.UseAsync(
        async connection => (await connection.QueryAsync<SuppressionRecord>(new CommandDefinition(database.Dialect.Sql(sql), parameters, cancellationToken: cancellationToken))).AsList().ConvertAll(r => r.Row()),
        cancellationToken);
}
