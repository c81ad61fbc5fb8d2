using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Commands;

/// <summary>Who of the configured recipients gets no mail now: bounced, unsubscribed, paused, left.</summary>
internal sealed class SuppressedReaders(IReadOnlyList<Suppression> inForce)
{
    /// <summary>Nobody, where there is no store yet; the store is not made.</summary>
    public static async Task<SuppressedReaders> OfAsync(Settings settings, CancellationToken cancellationToken)
    {
        await using var database = new Database(settings.Options.Store);
        if (settings.Options.Store.Provider == StoreProvider.Sqlite && !File.Exists(database.FilePath)) return new SuppressedReaders([]);
        await using var services = await AppServices.OpenAsync(settings, TimeProvider.System, cancellationToken);
        return new SuppressedReaders(await services.Outbox.Suppressions.ListAsync(all: false, cancellationToken));
    }

    /// <summary>Whether a mail that is due then would be kept back.</summary>
    public bool Holds(string digest, string recipient, Instant due) => Of(digest, recipient).Any(s => s.Until is not { } until || due < until);

    /// <summary>One sentence for each digest and recipient.</summary>
    public IEnumerable<string> Notes(IEnumerable<DigestDefinition> digests) =>
        from digest in digests
        from recipient in digest.Recipients
        from suppression in Of(digest.Id, recipient.Email).Take(1)
        select $"{digest.Id}: no mail for {recipient.Email}: {suppression.SkipReason} ('kpidigest suppressions undo' ends it)";

    private IEnumerable<Suppression> Of(string digest, string recipient) =>
        inForce.Where(s => s.Recipient == Suppression.KeyOf(recipient) && (s.Digest.Length == 0 || s.Digest == digest));
}
