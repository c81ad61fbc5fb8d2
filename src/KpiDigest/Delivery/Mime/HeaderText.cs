using System.Globalization;
using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>What may stand in a header: no CR, LF, control or line-separating characters, no broken UTF-16.</summary>
internal static class HeaderText
{
    /// <summary>Why the text cannot stand in a header, or null.</summary>
    public static string? Fault(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done) return "holds a broken character";
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return $"holds a line break or control character (U+{rune.Value:X4})";
            }

            i += used;
        }

        return null;
    }

    /// <exception cref="FormatException">The text cannot stand in a header.</exception>
    public static string Checked(string text, string field) =>
        Fault(text) is { } fault ? throw new FormatException($"{field}: {fault}") : text;
}
