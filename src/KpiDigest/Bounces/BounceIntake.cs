using KpiDigest.Outbox;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Bounces;

/// <summary>Reads reports of undelivered mail, writes them on the mails they are about, and keeps mail from mailboxes that are gone.</summary>
internal sealed class BounceIntake(IBounceBox box, OutboxStore outbox, Database database, TimeProvider clock, ILogger<BounceIntake> log)
{
    /// <summary>Reads what there is, one worker at a time. Returns how many messages were put away.</summary>
    public async Task<int> ReadAllAsync(CancellationToken cancellationToken)
    {
        if ((await box.WaitingAsync(clock.GetUtcNow(), cancellationToken)).Count == 0) return 0;
        await using var alone = await database.LockAsync("bounces", cancellationToken);
        var messages = await box.WaitingAsync(clock.GetUtcNow(), cancellationToken);
        foreach (var message in messages) await ReadAsync(message, cancellationToken);
        return messages.Count;
    }

    /// <summary>The report is written down before the message is put away: who dies in between reads it again, which changes nothing.</summary>
    private async Task ReadAsync(string message, CancellationToken cancellationToken)
    {
        try
        {
            var understood = await TakeAsync(DeliveryReportReader.Read(await box.ReadAsync(message, cancellationToken)), cancellationToken);
            await box.PutAwayAsync(message, understood, cancellationToken);
            if (!understood) log.LogWarning("A message among the bounces is no report of a mail of ours; it is kept unread");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError("A message among the bounces cannot be read or put away ({Fault}); it stays where it is", e.GetType().Name);
        }
    }

    /// <summary>Whether it was a report of a mail of ours.</summary>
    private async Task<bool> TakeAsync(DeliveryReport? report, CancellationToken cancellationToken)
    {
        foreach (var id in report?.MessageIds ?? [])
        {
            if (await outbox.Bounced.FindAsync(id, cancellationToken) is not { } mail) continue;
            foreach (var recipient in report!.Recipients.Where(r => r.Failed || r.Delayed)) await RecordAsync(mail, recipient, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>Only the address that the mail went to can be stopped by a report about it: a forwarding gone wrong, or a forgery, stops nobody.</summary>
    private async Task RecordAsync(BouncedMail mail, ReportedRecipient reported, CancellationToken cancellationToken)
    {
        var status = reported.Status.Length > 0 ? reported.Status : reported.Failed ? "5.0.0" : "4.0.0";
        await outbox.Bounced.RecordAsync(mail.Id, reported.Failed, status, reported.Text, cancellationToken);
        var meant = reported.Addresses.Any(a => Suppression.KeyOf(a) == mail.RecipientKey);
        if (!meant || !reported.MailboxIsGone)
        {
            log.LogInformation("Mail {Id} came back: {Action} {Status}", mail.Id, reported.Action, status);
            return;
        }

        await outbox.Suppressions.AddAsync(mail.RecipientKey, "", SuppressionKind.Bounced, $"{status} {reported.Text}".Trim(), null, cancellationToken);
        log.LogWarning("Mail {Id} came back: {Action} {Status}; its reader is sent nothing any more", mail.Id, reported.Action, status);
    }
}
