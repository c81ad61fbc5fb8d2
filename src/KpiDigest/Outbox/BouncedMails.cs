using Dapper;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>What came back after a mail had left. It changes no state: the mail was sent.</summary>
internal sealed class BouncedMails(Database database)
{
    /// <summary>The mail of a Message-ID that was tried at least once; null: none of ours.</summary>
    public async Task<BouncedMail?> FindAsync(string messageId, CancellationToken cancellationToken) => (await database.UseAsync(
        connection => connection.QueryAsync<BouncedMail>(new CommandDefinition(
            "select id as Id, recipient_key as RecipientKey from mails where message_id = @messageId and attempts > 0 limit 1", new { messageId }, cancellationToken: cancellationToken)),
        cancellationToken)).FirstOrDefault();

    /// <summary>Writes a report down: a failure in place of a delay, never the other way, and never a second failure. Returns whether it was news.</summary>
    public async Task<bool> RecordAsync(long id, bool failed, string status, string text, CancellationToken cancellationToken) => await database.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            database.Dialect.Sql(
                """
                update mails set bounced_at = {now}, bounce_kind = @kind, bounce_status = @status, bounce_text = @text
                where id = @id and (bounce_kind is null or (bounce_kind = 'delayed' and @kind = 'failed'))
                """),
            new { id, kind = failed ? "failed" : "delayed", status, text }, cancellationToken: cancellationToken)),
        cancellationToken) == 1;

    /// <summary>Visible mails that came back as failed since an instant, of readers who are not suppressed for it: somebody has to look at these.</summary>
    public async Task<IReadOnlyList<OutboxRow>> TroublesAsync(Instant since, CancellationToken cancellationToken) => (await database.UseAsync(
        connection => connection.QueryAsync<MailRecord>(new CommandDefinition(
            $"""
            select {MailRecord.Columns} from mails m join runs r on r.id = m.run_id and r.state = 'enqueued'
            where m.bounce_kind = 'failed' and m.bounced_at > @since
              and not exists (select 1 from suppressions s where s.recipient = m.recipient_key and s.kind = 'bounced' and s.ended is null) order by m.id limit 5000
            """,
            new { since = Stored.Micros(since) }, cancellationToken: cancellationToken)),
        cancellationToken)).Select(r => r.Row()).ToList();
}

/// <summary>A mail that a report is about.</summary>
internal sealed class BouncedMail
{
    public long Id { get; set; }

    /// <summary>Address in the form of <see cref="Suppression.KeyOf"/>.</summary>
    public string RecipientKey { get; set; } = "";
}
