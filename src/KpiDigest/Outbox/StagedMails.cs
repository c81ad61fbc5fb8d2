using System.Data.Common;
using Dapper;
using KpiDigest.Store;

namespace KpiDigest.Outbox;

/// <summary>Writes a run's mails before the run shows them. The caller holds the run's row lock.</summary>
internal static class StagedMails
{
    public static async Task AddAsync(Database database, DbTransaction transaction, long runId, IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mail in mails)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = await transaction.Connection!.QuerySingleAsync<long>(
                """
                insert into mails (run_id, recipient, recipient_key, scope, state, reason, message_id, envelope_from, subject, not_before, expires_at)
                values (@runId, @Recipient, @recipientKey, @Scope, @state, @Reason, @MessageId, @EnvelopeFrom, @Subject, @notBefore, @expiresAt) returning id
                """,
                new
                {
                    runId,
                    mail.Key.Recipient,
                    recipientKey = Suppression.KeyOf(mail.Key.Recipient),
                    mail.Scope,
                    state = NameOf(mail.State),
                    mail.Reason,
                    mail.MessageId,
                    mail.EnvelopeFrom,
                    mail.Subject,
                    notBefore = Stored.Micros(mail.NotBefore),
                    expiresAt = Stored.Micros(mail.ExpiresAt),
                },
                transaction);
            if (mail.Reader is not null)
                await transaction.Connection!.ExecuteAsync("insert into readers (id, recipient) values (@Reader, @Recipient) on conflict (id) do nothing", new { mail.Reader, mail.Key.Recipient }, transaction);
            if (mail.Mime.Length > 0) await MailBodies.WriteAsync(database, transaction, id, mail.Mime, kept);
        }
    }

    /// <summary>Removes all mails of a run that is not enqueued.</summary>
    public static Task ClearAsync(DbTransaction transaction, long runId) => transaction.Connection!.ExecuteAsync("delete from mails where run_id = @runId", new { runId }, transaction);

    private static string NameOf(MailState state) => state is MailState.Waiting or MailState.Held or MailState.Skipped
        ? state.ToString().ToLowerInvariant()
        : throw new ArgumentOutOfRangeException(nameof(state), state, "A mail is staged as waiting, held or skipped.");
}
