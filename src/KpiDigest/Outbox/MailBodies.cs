using System.Data.Common;
using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>The bytes of mails: the rest one row a mail, the attached files one row a content.</summary>
internal static class MailBodies
{
    private const string Parts = "select p.mail_id as MailId, p.place as Place, t.bytes as Bytes from mail_body_parts p join mail_parts t on t.sha256 = p.sha256";

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
        transaction => RowAsync(transaction, id, cancellationToken), cancellationToken);

    /// <summary>The same inside a transaction.</summary>
    public static Task<byte[]?> ReadAsync(DbTransaction transaction, long id, CancellationToken cancellationToken) => RowAsync(transaction, id, cancellationToken);

    /// <summary>Puts the attached files of claimed mails back. What is not as it was staged becomes null: altered bytes are not sent. A row of before has no hash to compare with.</summary>
    public static async Task CompleteAsync(Database database, IReadOnlyList<MailRecord> mails, CancellationToken cancellationToken)
    {
        var ids = mails.Where(mail => mail.Parts > 0).Select(mail => mail.Id).ToArray();
        var parts = (ids.Length == 0 ? [] : await PartsAsync(database, ids, cancellationToken)).ToLookup(part => part.MailId);
        foreach (var mail in mails)
        {
            if (mail.Mime is { } rest && parts.Contains(mail.Id)) mail.Mime = Join(rest, parts[mail.Id]);
            if (mail is { Mime: { } whole, Sha256: { } hash } && hash != MailParts.Sha256(whole)) mail.Mime = null;
        }
    }

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

    private static async Task<byte[]?> RowAsync(DbTransaction transaction, long id, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("select mime as Mime, sha256 as Sha256 from mail_bodies where mail_id = @id", new { id }, transaction, cancellationToken: cancellationToken));
        if (row is null) return null;
        var parts = row.Sha256 is null ? [] : await connection.QueryAsync<Part>(new CommandDefinition($"{Parts} where p.mail_id = @id order by p.place", new { id }, transaction, cancellationToken: cancellationToken));
        return Join(row.Mime, parts);
    }

    private static Task<IEnumerable<Part>> PartsAsync(Database database, long[] ids, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.QueryAsync<Part>(new CommandDefinition($"{Parts} where {database.Dialect.In("p.mail_id", "ids")} order by p.mail_id, p.place", new { ids }, cancellationToken: cancellationToken)),
        cancellationToken);

    private static byte[] Join(byte[] rest, IEnumerable<Part> parts) => MailParts.Join(rest, [.. parts.Select(p => new MailPart(p.Place, "", p.Bytes))]);

    private sealed class Row
    {
        public byte[] Mime { get; set; } = [];

        public string? Sha256 { get; set; }
    }

    private sealed class Part
    {
        public long MailId { get; set; }

        public long Place { get; set; }

        public byte[] Bytes { get; set; } = [];
    }
}
