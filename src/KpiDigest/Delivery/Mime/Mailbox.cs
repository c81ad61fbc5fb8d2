using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>One address, with or without a display name. The domain is ASCII (IDN converted); the local part may be UTF-8.</summary>
/// <param name="Name">Display name without quotes; null: none.</param>
/// <param name="Local">Before the @.</param>
/// <param name="Domain">After the @, in ASCII.</param>
internal sealed record Mailbox(string? Name, string Local, string Domain)
{
    private static readonly SearchValues<char> LocalAscii =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> NameNeedsQuotes = SearchValues.Create("<>@,;\"");

    public string Address => $"{Local}@{Domain}";

    /// <summary>Whether the local part is not ASCII, so that only SMTPUTF8 carries it.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Local);

    /// <summary>Reads <c>a@b</c>, <c>&lt;a@b&gt;</c>, <c>Name &lt;a@b&gt;</c> or <c>"Name, Inc." &lt;a@b&gt;</c>; exactly one address.</summary>
    /// <exception cref="FormatException">It is none; the message starts with <paramref name="field"/> and says why.</exception>
    public static Mailbox Parse(string text, string field) =>
        TryParse(text, out var mailbox, out var fault) ? mailbox : throw new FormatException($"{field}: {fault}");

    public static bool TryParse(string text, [NotNullWhen(true)] out Mailbox? mailbox, [NotNullWhen(false)] out string? fault)
    {
        mailbox = null;
        fault = HeaderText.Fault(text);
        if (fault is not null) return false;
        var trimmed = text.Trim();
        if (!trimmed.EndsWith('>')) return TryParseAddress(trimmed, null, out mailbox, out fault);
        var open = trimmed.LastIndexOf('<');
        if (open < 0)
        {
            fault = "has a '>' without a '<'";
            return false;
        }

        return TryReadName(trimmed[..open].Trim(), out var name, out fault)
            && TryParseAddress(trimmed[(open + 1)..^1], name, out mailbox, out fault);
    }

    /// <summary>The domain in ASCII, or null where it is no domain name.</summary>
    public static string? AsciiDomain(string domain)
    {
        if (domain.Length is 0 or > 255) return null;
        string ascii;
        try
        {
            ascii = Ascii.IsValid(domain) ? domain : new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }

        return ascii.Length <= 253 && ascii.Split('.').All(IsLabel) ? ascii : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool TryReadName(string text, out string? name, [NotNullWhen(false)] out string? fault)
    {
        name = null;
        fault = null;
        if (text.Length == 0) return true;
        if (text[0] == '"') return TryUnquote(text, out name, out fault);
        if (text.AsSpan().ContainsAny(NameNeedsQuotes))
        {
            fault = "has a name with one of < > @ , ; \" in it: put the name in quotes (exactly one address is taken)";
            return false;
        }

        name = text;
        return true;
    }

    private static bool TryUnquote(string text, out string? name, [NotNullWhen(false)] out string? fault)
    {
        var plain = new StringBuilder(text.Length);
        var i = 1;
        for (; i < text.Length && text[i] != '"'; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            plain.Append(text[i]);
        }

        name = plain.Length == 0 ? null : plain.ToString();
        fault = i == text.Length - 1 ? null : "has a quoted name that does not end where the address begins";
        return fault is null;
    }

    private static bool TryParseAddress(string text, string? name, [NotNullWhen(true)] out Mailbox? mailbox, [NotNullWhen(false)] out string? fault)
    {
        mailbox = null;
        var at = text.LastIndexOf('@');
        var local = at < 0 ? "" : text[..at];
        var domain = at < 0 ? null : AsciiDomain(text[(at + 1)..]);
        fault = at < 0 ? "is no mail address (no @)"
            : !IsLocal(local) ? "is no mail address (the part before the @; exactly one address is taken)"
            : domain is null ? "is no mail address (the part after the @)"
            : null;
        if (fault is null) mailbox = new Mailbox(name, local, domain!);
        return fault is null;
    }

    // Quoted local parts ("a b"@x) are legal and unheard of among business addresses; refusing them keeps every later step simple.
    private static bool IsLocal(string local) =>
        local.Length > 0 && Encoding.UTF8.GetByteCount(local) <= 64
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(c => LocalAscii.Contains(c) || (c > '\u009f' && !char.IsWhiteSpace(c)));
}
