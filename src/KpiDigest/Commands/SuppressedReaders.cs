using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary>Who of the configured recipients gets no mail now: bounced, unsubscribed, paused, left.</summary>
internal sealed class SuppressedReaders(IReadOnlyList<Suppression> inForce, string? fault = null)
{
    /// <summary>Nobody, where there is no store yet (it is not made) or it cannot be asked; that stands in the notes.</summary>
    public static async Task<SuppressedReaders> OfAsync(Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = new Database(settings.Options.Store);
            if (!database.IsThere) return new SuppressedReaders([]);
            await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
            return await OfAsync(services, cancellationToken);
        }
        catch (StoreException e)
        {
            return new SuppressedReaders([], $"who gets no mail (stopped, paused, bounced, left) is not known: {e.Message}");
        }
    }

    public static async Task<SuppressedReaders> OfAsync(AppServices services, CancellationToken cancellationToken) => new(await services.Outbox.Suppressions.ListAsync(all: false, cancellationToken));

    /// <summary>Whether a mail that is due then would be kept back.</summary>
    public bool Holds(string digest, string recipient, Instant due) => Of(digest, recipient).Any(s => s.Until is not { } until || due < until);

    /// <summary>One sentence for each digest and recipient.</summary>
    public IEnumerable<string> Notes(IEnumerable<DigestDefinition> digests) => (fault is null ? Array.Empty<string>() : [fault]).Concat(
        from digest in digests
        from recipient in digest.Recipients
        from suppression in Of(digest.Id, recipient.Email).Take(1)
        select $"{digest.Id}: no mail for {recipient.Email}: {suppression.SkipReason} ('kpidigest suppressions undo' ends it)");

    private IEnumerable<Suppression> Of(string digest, string recipient) =>
        inForce.Where(s => s.Recipient == Suppression.KeyOf(recipient) && (s.Digest.Length == 0 || s.Digest == digest));
}
