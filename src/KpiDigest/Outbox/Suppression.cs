using System.Globalization;
using KpiDigest.Delivery.Mime;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>Somebody who is to get no mail of a digest.</summary>
/// <param name="Id">Number of the row.</param>
/// <param name="Recipient">Address in the form of <see cref="KeyOf"/>.</param>
/// <param name="Digest">Digest id; empty: all of them.</param>
/// <param name="Kind">Why.</param>
/// <param name="Reason">In words, for the admin.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When a pause is over; null: open.</param>
/// <param name="Ended">When it was undone; null: in force.</param>
internal sealed record Suppression(long Id, string Recipient, string Digest, SuppressionKind Kind, string Reason, Instant Since, Instant? Until, Instant? Ended)
{
    private const string Start = "suppressed: ";

    /// <summary>What a skipped mail says.</summary>
    public string SkipReason => Start + string.Create(
        CultureInfo.InvariantCulture, $"{KindText}{(Until is { } until ? $" until {until:uuuu-MM-dd}" : "")} since {Since:uuuu-MM-dd}: {Reason}");

    /// <summary>The kind as stored and printed.</summary>
    public string KindText => NameOf(Kind);

    public static string NameOf(SuppressionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Whether a mail was skipped because of its reader and not for a fault that somebody has to mend.</summary>
    public static bool IsSkipReason(string? reason) => reason?.StartsWith(Start, StringComparison.Ordinal) == true;

    /// <summary>One form for all ways to write an address: lower case, the domain in ASCII.</summary>
    public static string KeyOf(string address) => (Mailbox.TryParse(address, out var mailbox, out _) ? mailbox.Address : address.Trim()).ToLowerInvariant();
}
