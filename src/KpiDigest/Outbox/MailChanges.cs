using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>
/// Fences and records of all lanes of a worker. What is asked at the same time shares a trip to the database and its commit; a record waits a moment for the fence of the next mail.
/// </summary>
/// <param name="store">The mails.</param>
/// <param name="sending">A sending's lease.</param>
internal sealed class MailChanges(OutboxStore store, Duration sending)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly Gathering<Change, bool> _changes = new(async changes =>
    {
        var passed = await store.PassAsync(Of(changes, isFence: true), sending, Of(changes, isFence: false), CancellationToken.None);
        return [.. changes.Select(change => passed.Contains(change.Mail))];
    });

    /// <summary>Whether the mail may leave now; see <see cref="OutboxStore.PassAsync"/>.</summary>
    public Task<bool> FenceAsync(ClaimedMail mail) => _changes.AskAsync(new Change(new MailLease(mail.Id, mail.LeaseToken), IsFence: true));

    /// <summary>The mail has left; false: its row says something else by now.</summary>
    public Task<bool> SentAsync(ClaimedMail mail, string? queueId) => _changes.AskAsync(new Change(new MailLease(mail.Id, mail.LeaseToken, queueId), IsFence: false), Patience);

    private static IReadOnlyList<MailLease> Of(IReadOnlyList<Change> changes, bool isFence) => [.. changes.Where(change => change.IsFence == isFence).Select(change => change.Mail)];

    private sealed record Change(MailLease Mail, bool IsFence);
}
