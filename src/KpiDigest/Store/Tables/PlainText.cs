using System.Text;

namespace KpiDigest.Store.Tables;

/// <summary>Text that both engines can keep: PostgreSQL refuses U+0000 and halves of surrogate pairs.</summary>
internal static class PlainText
{
    /// <summary>The same text, with U+FFFD in place of what cannot be kept.</summary>
    public static string Clean(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0') ? Replace(text) : text;

    private static string Replace(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return clean.ToString();
    }
}
