using KpiDigest.Delivery.Folder;
using KpiDigest.Delivery.Graph;
using KpiDigest.Delivery.Mime;
using KpiDigest.Delivery.Smtp;

namespace KpiDigest.Delivery;

/// <summary>Who sends, how, and whether at all.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Off until <c>kpidigest activate</c>; Redirect sends everything to <see cref="RedirectTo"/>.</summary>
    public MailMode Mode { get; set; } = MailMode.Off;

    /// <summary>The one address that gets everything in mode Redirect.</summary>
    public string RedirectTo { get; set; } = "";

    /// <summary><c>Smtp</c>, <c>Graph</c> or <c>Folder</c>.</summary>
    public string Channel { get; set; } = "Smtp";

    /// <summary>Sender, with or without a display name: <c>Sales digest &lt;digest@example.com&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Where replies go; empty: to the sender.</summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>MAIL FROM; empty: the sender's address.</summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>Domains that may receive mail; empty: any.</summary>
    public IList<string> AllowedDomains { get; set; } = [];

    /// <summary>What becomes of a mail of which nobody can know whether it left.</summary>
    public OnUnknown OnUnknown { get; set; } = OnUnknown.Hold;

    /// <summary>Attempts before a mail that the server keeps putting off is refused.</summary>
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Mails sent at the same time.</summary>
    public int Connections { get; set; } = 2;

    /// <summary>Mails that one worker sends in a minute at most, over all its connections; 0: no limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>Whether mail to that address is allowed: one in exactly such a domain (a subdomain is another), or any without <see cref="AllowedDomains"/>; never what is no address.</summary>
    public bool MayReceive(string address) =>
        Mailbox.TryParse(address, out var mailbox, out _)
        && (AllowedDomains.Count == 0 || AllowedDomains.Any(d => string.Equals(Mailbox.AsciiDomain(d), mailbox.Domain, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The same options in another object.</summary>
    public MailOptions Copy() => (MailOptions)MemberwiseClone();

    /// <summary>Takes over what may change while mails leave; the channel and its connections stay as they were.</summary>
    public void TakeOver(MailOptions newer)
    {
        (RedirectTo, From, ReplyTo, BounceAddress) = (newer.RedirectTo, newer.From, newer.ReplyTo, newer.BounceAddress);
        (AllowedDomains, OnUnknown, MaxAttempts, PerMinute) = (newer.AllowedDomains, newer.OnUnknown, newer.MaxAttempts, newer.PerMinute);
    }

    public SmtpOptions Smtp { get; set; } = new();

    public GraphOptions Graph { get; set; } = new();

    public FolderOptions Folder { get; set; } = new();
}
