using KpiDigest.Outbox;
using NodaTime;

namespace KpiDigest.Tests.Support;

/// <summary>What the store does for several mails, for one.</summary>
internal static class OneMail
{
    public static async Task<ClaimedMail?> ClaimNextAsync(this OutboxStore store, string worker, Duration lease, CancellationToken cancellationToken) =>
        (await store.ClaimAsync(worker, lease, 1, cancellationToken)).SingleOrDefault();

    public static async Task<bool> FenceAsync(this OutboxStore store, long id, string token, Duration sending, CancellationToken cancellationToken) =>
        (await store.PassAsync([new MailLease(id, token)], sending, [], cancellationToken)).Count == 1;

    public static async Task<bool> SentAsync(this OutboxStore store, long id, string token, string? queueId, CancellationToken cancellationToken) =>
        (await store.PassAsync([], Duration.Zero, [new MailLease(id, token, queueId)], cancellationToken)).Count == 1;
}
