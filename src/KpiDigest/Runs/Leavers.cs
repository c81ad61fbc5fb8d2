using KpiDigest.Core.Schedules;
using KpiDigest.Outbox;
using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>
/// Keeps mail from people whom the CRM calls inactive, by the newest facts: whoever is to get mail and has left is suppressed, which claims and fences look at; who
/// is back gets mail again. People whom the CRM does not know are none of its business.
/// </summary>
internal sealed class Leavers(FactStore facts, OutboxStore outbox, string source)
{
    private const string Reason = "the CRM calls this person inactive; with EvenIfInactive at the recipient the mail goes out all the same";

    /// <summary>Looks at the recipients of digests and of all mails that are not sent yet.</summary>
    /// <param name="digests">The digests, recipients found in the facts included.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task LookAsync(IEnumerable<DigestDefinition> digests, CancellationToken cancellationToken)
    {
        var recipients = digests.SelectMany(d => d.Recipients).ToList();
        var kept = recipients.Where(r => r.EvenIfInactive).Select(r => Suppression.KeyOf(r.Email)).ToHashSet(StringComparer.Ordinal);
        var inactive = (await facts.InactiveAddressesAsync(source, cancellationToken)).Select(Suppression.KeyOf).Where(a => !kept.Contains(a)).ToHashSet(StringComparer.Ordinal);
        var asked = recipients.Select(r => Suppression.KeyOf(r.Email)).Concat(inactive.Count == 0 ? [] : await outbox.OpenRecipientsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var known = (await outbox.Suppressions.ListAsync(all: false, cancellationToken)).Where(s => s.Kind == SuppressionKind.Left).Select(s => s.Recipient).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in inactive.Where(a => asked.Contains(a) && !known.Contains(a)))
            await outbox.Suppressions.AddAsync(gone, "", SuppressionKind.Left, Reason, null, cancellationToken);
        foreach (var back in known.Where(a => !inactive.Contains(a)))
            await outbox.Suppressions.EndAsync(back, null, [SuppressionKind.Left], cancellationToken);
    }
}
