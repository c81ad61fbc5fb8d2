using System.Text.RegularExpressions;

namespace KpiDigest.Bounces;

/// <summary>Finds the report in a message that claims to be one.</summary>
internal static partial class DeliveryReportReader
{
    private const int MostRecipients = 100;
    private const int LongestText = 300;

    /// <summary>Null: it is no delivery report (RFC 3464).</summary>
    public static DeliveryReport? Read(ReadOnlySpan<byte> message)
    {
        var mail = MailEntity.Read(message);
        var holder = mail.All().FirstOrDefault(e => e.Parts.Any(IsStatus));
        if (holder is null) return null;
        var groups = Groups(holder.Parts.First(IsStatus).Text).Take(MostRecipients + 1).ToList();
        var recipients = groups.Select(Recipient).OfType<ReportedRecipient>().ToList();
        var ids = holder.Parts.SkipWhile(p => !IsStatus(p)).SelectMany(ReturnedIds)
            .Concat(Ids(mail.Headers["In-Reply-To"])).Concat(Ids(mail.Headers["References"]).Reverse())
            .Concat(groups.SelectMany(g => Ids(g["Original-Envelope-Id"])));
        return recipients.Count == 0 ? null : new DeliveryReport([.. ids.Distinct(StringComparer.Ordinal).Take(20)], recipients);
    }

    private static bool IsStatus(MailEntity part) => part.Type.Media is "message/delivery-status" or "message/global-delivery-status";

    private static IEnumerable<string> ReturnedIds(MailEntity part) => part.Type.Media switch
    {
        "message/rfc822" or "message/global" => part.Parts.Take(1).SelectMany(m => Ids(m.Headers["Message-ID"])),
        "text/rfc822-headers" or "message/global-headers" => Ids(MailHeaders.Split(part.Text.TrimStart('\r', '\n')).Headers["Message-ID"]),
        _ => [],
    };

    // Groups of fields are parted by empty lines: one of the message, one for each recipient.
    private static IEnumerable<MailHeaders> Groups(string text)
    {
        for (var rest = text.TrimStart(); rest.Length > 0; rest = rest.TrimStart())
        {
            (var group, rest) = MailHeaders.Split(rest);
            yield return group;
        }
    }

    private static ReportedRecipient? Recipient(MailHeaders group)
    {
        string[] addresses = [.. new[] { group["Final-Recipient"], group["Original-Recipient"] }.Select(Address).Where(a => a.Length > 0)];
        var action = Word().Match(group["Action"]).Value.ToLowerInvariant();
        if (addresses.Length == 0 || action.Length == 0) return null;
        var text = Clean(group["Diagnostic-Code"]);
        return new ReportedRecipient(addresses, action, Status(group["Status"], text), text);
    }

    // Some servers state x.0.0 and put the better code into the other server's words.
    private static string Status(string field, string text)
    {
        var stated = Code().Match(field).Value;
        var told = Code().Match(text).Value;
        return stated.Length == 0 || (stated.EndsWith(".0.0", StringComparison.Ordinal) && told.StartsWith(stated[..2], StringComparison.Ordinal)) ? told : stated;
    }

    // "rfc822; cara@example.com"
    private static string Address(string field) => Clean(field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..]).Trim().Trim('<', '>');

    private static IEnumerable<string> Ids(string field) => Id().Matches(field).Select(m => m.Groups[1].Value);

    private static string Clean(string text)
    {
        var line = string.Concat(text.Take(LongestText).Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return Blanks().Replace(line, " ").Trim();
    }

    [GeneratedRegex("^[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"<([!-;=?-~]{3,250})>", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(" {2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
