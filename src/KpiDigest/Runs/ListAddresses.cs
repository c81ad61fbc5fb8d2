using KpiDigest.Core.Schedules;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Runs;

/// <summary>What the list headers of a digest say; the body's link is the same as theirs.</summary>
internal static class ListAddresses
{
    /// <summary>A mailto: link, for where no public address answers (<see cref="ReaderLinks"/>); empty where no sender is configured yet.</summary>
    public static string Unsubscribe(MailOptions options, DigestDefinition digest)
    {
        if (!Mailbox.TryParse(options.ReplyTo.Length > 0 ? options.ReplyTo : options.From, out var mailbox, out _)) return "";
        var at = mailbox.Address.LastIndexOf('@');
        return $"mailto:{Uri.EscapeDataString(mailbox.Address[..at])}@{mailbox.Domain}?subject=unsubscribe%20{digest.Id}";
    }

    /// <summary>Tells a receiver's complaint figures apart: period, kind of digest and scope, sender. No person is in it.</summary>
    public static string Feedback(DigestDefinition digest, string periodKey, string scope) =>
        string.Join(':', periodKey.Replace(':', '-'), digest.Template, scope.Split(':')[0].ToLowerInvariant(), "kpidigest");
}
