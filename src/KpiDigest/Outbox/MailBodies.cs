using System.Data.Common;
using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>The bytes of mails: the rest one row a mail, the attached files one row a content.</summary>
internal static class MailBodies
{
    /// <summary>Keeps a mail's bytes. <paramref name="kept"/> holds what this transaction has kept already.</summary>
    public static async Task WriteAsync(Database database, DbTransaction transaction, long id, byte[] mime, HashSet<string> kept)
    {
        var connection = transaction.Connection!;
        var (rest, parts) = MailParts.Cut(mime);
        await connection.ExecuteAsync("insert into mail_bodies (mail_id, mime, sha256) values (@id, @rest, @sha256)", new { id, rest, sha256 = MailParts.Sha256(mime) }, transaction);
        foreach (var part in parts)
        {
            if (kept.Add(part.Sha256)) await KeepAsync(database, transaction, part);
            await connection.ExecuteAsync("insert into mail_body_parts (mail_id, place, sha256) values (@id, @Place, @Sha256)", new { id, part.Place, part.Sha256 }, transaction);
        }
    }

    /// <summary>The bytes as they were or will be sent; null: none are kept.</summary>
    public static Task<byte[]?> ReadAsync(Database database, long id, CancellationToken cancellationToken) => database.ReadAsync(
        async transaction => (await RowAsync(transaction, id, cancellationToken))?.Whole, cancellationToken);

    /// <summary>The same inside a transaction.</summary>
    public static async Task<byte[]?> ReadAsync(DbTransaction transaction, long id, CancellationToken cancellationToken) => (await RowAsync(transaction, id, cancellationToken))?.Whole;

    /// <summary>As <see cref="ReadAsync(Database, long, CancellationToken)"/>, but null too where they are not those that were staged: what was altered is not sent.</summary>
    public static Task<byte[]?> ReadUnalteredAsync(Database database, long id, CancellationToken cancellationToken) => database.ReadAsync(
        async transaction => await RowAsync(transaction, id, cancellationToken) is { } body ? Unaltered(body.Whole, body.Sha256) : null, cancellationToken);

    /// <summary>The bytes if they are those that were staged; null: they are not. A row of before has no hash to compare with.</summary>
    public static byte[]? Unaltered(byte[]? whole, string? sha256) => whole is not null && (sha256 is null || sha256 == MailParts.Sha256(whole)) ? whole : null;

    /// <summary>Removes files that no mail has any more. What a run is staging now is young.</summary>
    public static Task<int> RemoveUnusedPartsAsync(Database database, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            database.Dialect.Sql("delete from mail_parts where used_at < (select {now}) - 86400000000 and not exists (select 1 from mail_body_parts p where p.sha256 = mail_parts.sha256)"), cancellationToken: cancellationToken)),
        cancellationToken);

    // The update takes the row's lock, so that nobody removes the part before this transaction's mails have it.
    private static async Task KeepAsync(Database database, DbTransaction transaction, MailPart part)
    {
        var connection = transaction.Connection!;
        if (await connection.ExecuteAsync(database.Dialect.Sql("update mail_parts set used_at = {now} where sha256 = @Sha256"), new { part.Sha256 }, transaction) == 1) return;
        await connection.ExecuteAsync(
            database.Dialect.Sql("insert into mail_parts (sha256, used_at, bytes) values (@Sha256, {now}, @bytes) on conflict (sha256) do update set used_at = excluded.used_at"),
            new { part.Sha256, bytes = part.Bytes.ToArray() }, transaction);
    }

    private static async Task<Body?> RowAsync(DbTransaction transaction, long id, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("select mime as Mime, sha256 as Sha256 from mail_bodies where mail_id = @id", new { id }, transaction, cancellationToken: cancellationToken));
        if (row is null) return null;
        var parts = row.Sha256 is null ? [] : await connection.QueryAsync<Part>(new CommandDefinition(
            "select p.place as Place, t.bytes as Bytes from mail_body_parts p join mail_parts t on t.sha256 = p.sha256 where p.mail_id = @id order by p.place", new { id }, transaction, cancellationToken: cancellationToken));
        return new Body(MailParts.Join(row.Mime, [.. parts.Select(p => new MailPart(p.Place, "", p.Bytes))]), row.Sha256);
    }

    private sealed record Body(byte[] Whole, string? Sha256);

    private sealed class Row
    {
        public byte[] Mime { get; set; } = [];

        public string? Sha256 { get; set; }
    }

    private sealed class Part
    {
        public long Place { get; set; }

        public byte[] Bytes { get; set; } = [];
    }
}
