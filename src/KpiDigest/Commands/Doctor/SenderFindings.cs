using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Commands.Doctor;

/// <summary>Whether receivers will believe the sender: SPF, DMARC and their alignment with From, as DNS tells them.</summary>
internal static class SenderFindings
{
    private const string Part = "sender";

    /// <param name="mail">Who sends.</param>
    /// <param name="texts">TXT records of a name; null: DNS gave no answer.</param>
    public static async Task<IReadOnlyList<Finding>> OfAsync(MailOptions mail, Func<string, Task<IReadOnlyList<string>?>> texts)
    {
        var from = Mailbox.Parse(mail.From, "Mail:From").Domain;
        var envelope = mail.BounceAddress.Length > 0 ? Mailbox.Parse(mail.BounceAddress, "Mail:BounceAddress").Domain : from;
        return [Alignment(from, envelope), await SpfAsync(envelope, texts), await DmarcAsync(from, texts), .. Ending(mail)];
    }

    private static Finding Alignment(string from, string envelope) => IsAligned(from, envelope)
        ? Finding.Ok(Part, $"From and MAIL FROM are both of {from}, so SPF can align")
        : Finding.Note(Part, $"From is of {from}, MAIL FROM of {envelope}: SPF cannot align, so DMARC rests on a DKIM signature of {from} alone", "take an address of the same domain as Mail:BounceAddress, or make sure that your relay signs");

    private static async Task<Finding> SpfAsync(string domain, Func<string, Task<IReadOnlyList<string>?>> texts)
    {
        if (await texts(domain) is not { } found) return Unasked(domain);
        var records = found.Where(t => t.Equals("v=spf1", StringComparison.OrdinalIgnoreCase) || t.StartsWith("v=spf1 ", StringComparison.OrdinalIgnoreCase)).ToList();
        return records.Count switch
        {
            1 => Finding.Ok(Part, $"SPF of {domain}: {records[0]}"),
            0 => Finding.Note(Part, $"{domain} has no SPF record", "publish one that names your mail server: v=spf1 include:… -all"),
            _ => Finding.Fault(Part, $"{domain} has {records.Count} SPF records; receivers treat that as an error (RFC 7208, 4.5)", "join them into one"),
        };
    }

    private static async Task<Finding> DmarcAsync(string from, Func<string, Task<IReadOnlyList<string>?>> texts)
    {
        // The policy of a parent domain holds where a subdomain has none (RFC 7489, 6.6.3).
        for (var domain = from; domain.Contains('.', StringComparison.Ordinal); domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (await texts("_dmarc." + domain) is not { } found) return Unasked("_dmarc." + domain);
            if (found.FirstOrDefault(t => t.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase)) is { } policy) return Finding.Ok(Part, $"DMARC of {domain}: {policy}");
        }

        return Finding.Note(Part, $"{from} has no DMARC record", "publish _dmarc with v=DMARC1; p=none at least: large receivers ask for it");
    }

    private static IEnumerable<Finding> Ending(MailOptions mail)
    {
        yield return Finding.Note(Part, "DKIM signatures are your mail server's: a record's name cannot be guessed", "send yourself a test ('kpidigest send … --to you') and look for dkim=pass in its Authentication-Results");
        if (mail.Smtp.Host.EndsWith(".office365.com", StringComparison.OrdinalIgnoreCase) && mail.Smtp.HasPassword)
            yield return Finding.Note(Part, "Exchange Online turns off SMTP logins with a password by default at the end of December 2026", "use Mail:Smtp:Auth XOAuth2, or a relay (connector) that knows this machine");
    }

    private static Finding Unasked(string name) => Finding.Note(Part, $"DNS gave no answer for {name}", "try again where DNS can be reached");

    private static bool IsAligned(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase)
        || one.EndsWith("." + other, StringComparison.OrdinalIgnoreCase) || other.EndsWith("." + one, StringComparison.OrdinalIgnoreCase);
}
