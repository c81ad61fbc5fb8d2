using System.Data.Common;
using System.Text;
using Dapper;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Store;

namespace KpiDigest.Runs.Erasing;

/// <summary>Removes the bytes of archived mails that went to a person, name the person, or carry a PDF, in which nobody can look.</summary>
internal sealed class ErasedMails(Database database, DbTransaction transaction, ErasedPerson person, ErasedWords words)
{
    private static readonly HashSet<string> Unfinished = ["waiting", "claimed", "sending", "held", "unknown", "refused"];

    private DbConnection Connection => transaction.Connection!;

    /// <summary>Returns how many mails lost their bytes, and the unfinished mails to others that name the person.</summary>
    public async Task<(int Bytes, IReadOnlyList<long> Unfinished)> RemoveAsync(CancellationToken cancellationToken)
    {
        var (gone, open) = (new List<long>(), new List<long>());
        foreach (var (id, recipient, state) in (await Connection.QueryAsync<(long, string, string)>("select m.id, m.recipient, m.state from mails m join mail_bodies b on b.mail_id = m.id order by m.id", null, transaction)).AsList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = person.HasAddress(recipient);
            if (!own && !Names((await MailBodies.ReadAsync(transaction, id, cancellationToken))!)) continue;
            if (own && await CancelAsync(id)) gone.Add(id);
            else (Unfinished.Contains(state) ? open : gone).Add(id);
        }

        foreach (var id in gone)
        {
            await Connection.ExecuteAsync("delete from mail_bodies where mail_id = @id", new { id }, transaction);
            await Connection.ExecuteAsync("update mails set body_gone = 'erased: it was sent to, or names, a person who was erased' where id = @id", new { id }, transaction);
        }

        await Connection.ExecuteAsync("delete from mail_parts where not exists (select 1 from mail_body_parts p where p.sha256 = mail_parts.sha256)", null, transaction);
        return (gone.Count, open);
    }

    /// <summary>What waits for the person is not sent any more.</summary>
    private async Task<bool> CancelAsync(long id) => await Connection.ExecuteAsync(
        database.Dialect.Sql("update mails set state = 'cancelled', reason = 'its recipient was erased' where id = @id and state in ('waiting', 'held', 'refused', 'unknown')"), new { id }, transaction) == 1;

    private bool Names(byte[] mime) => MimeReader.Read(mime).Any(part =>
        part.ContentType == "application/pdf" || (part.ContentType.StartsWith("text/", StringComparison.Ordinal) && Encoding.UTF8.GetString(part.Content) is var text && words.Mask(Shown(part.ContentType, text)) != Shown(part.ContentType, text)));

    private static string Shown(string contentType, string text) => contentType == "text/html" ? System.Net.WebUtility.HtmlDecode(text) : text;
}
