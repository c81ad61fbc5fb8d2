using System.Text.RegularExpressions;

namespace KpiDigest.Rendering;

/// <summary>The last touch on text: 72 columns, no runs of empty lines, one line for a subject.</summary>
internal static partial class TextRenderer
{
    public static string Body(string text) => TextColumns.Wrap(EmptyLines().Replace(text, "\n\n").Trim('\n'));

    /// <summary>One line without control characters, at most 70 characters.</summary>
    public static string Subject(string text) => Core.Digests.DigestText.Cut(Core.Digests.DigestText.Clean(text, 500), 70);

    [GeneratedRegex(@"\n\s*\n(\s*\n)+")]
    private static partial Regex EmptyLines();
}
