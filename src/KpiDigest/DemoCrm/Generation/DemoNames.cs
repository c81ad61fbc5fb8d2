using System.Text;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Names of people into parts and addresses.</summary>
internal static class DemoNames
{
    private static readonly Dictionary<char, string> Special = new()
    {
        ['ß'] = "ss",
        ['ø'] = "o",
        ['æ'] = "ae",
        ['ł'] = "l",
        ['þ'] = "th",
        ['ð'] = "d",
        ['ı'] = "i",
        ['đ'] = "d",
        ['œ'] = "oe",
    };

    /// <summary>The first word, and the rest.</summary>
    public static (string First, string Last) Split(string name) => name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (name[..at], name[(at + 1)..]) : (name, "");

    /// <summary>first.last@example.com in plain ASCII.</summary>
    public static string Email(string name)
    {
        var (first, last) = Split(name);
        return last.Length == 0 ? $"{Ascii(first)}@example.com" : $"{Ascii(first)}.{Ascii(last)}@example.com";
    }

    /// <summary>Lower-case letters, digits and hyphens; marks and everything else fall away.</summary>
    public static string Ascii(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c) || (c == '-' && result.Length > 0)) result.Append(c);
            else if (Special.TryGetValue(c, out var plain)) result.Append(plain);
        }

        return result.ToString();
    }
}
