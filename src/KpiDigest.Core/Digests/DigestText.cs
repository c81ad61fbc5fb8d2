using System.Globalization;
using System.Text;

namespace KpiDigest.Core.Digests;

/// <summary>Makes text from outside fit to stand inside a sentence, a subject or a table.</summary>
public static class DigestText
{
    /// <summary>Longest name shown, in text elements.</summary>
    public const int LongestName = 60;

    /// <summary>
    /// One line: control characters, line ends and tabs become a space, characters that reorder text are dropped, runs of blanks become
    /// one, and what is longer than <paramref name="longest"/> text elements is cut and marked with an ellipsis.
    /// </summary>
    public static string Clean(string? text, int longest = LongestName)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Reorders(rune.Value)) continue;
            if (IsBlank(rune))
            {
                if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return Cut(line.ToString().TrimEnd(), longest);
    }

    /// <summary>Cuts to a number of text elements; the last one becomes an ellipsis where something was cut.</summary>
    public static string Cut(string text, int longest)
    {
        var elements = new StringInfo(text);
        return elements.LengthInTextElements <= longest
            ? text
            : elements.SubstringByTextElements(0, longest - 1).TrimEnd() + "…";
    }

    /// <summary>A link fit for a mail: absolute, https, without blanks or control characters; else null.</summary>
    public static string? SafeLink(string? link) =>
        link is not null && !link.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;

    /// <summary>A link fit for a mail: <see cref="SafeLink"/>, or a mailto address without blanks or control characters; else null.</summary>
    public static string? SafeAddress(string? link) =>
        link is not null && link.StartsWith("mailto:", StringComparison.Ordinal) && !link.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && Uri.TryCreate(link, UriKind.Absolute, out var mail)
            ? mail.AbsoluteUri
            : SafeLink(link);

    private static bool IsBlank(Rune rune) =>
        Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFD or 0xFEFF;

    // Marks, embeddings, overrides and isolates: text that could turn the rest of a line around.
    private static bool Reorders(int value) => value is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
