using System.Text;
using System.Text.RegularExpressions;

namespace KpiDigest.Crm.Http;

/// <summary>Foreign text made fit for a message: one line, short, printable.</summary>
internal static partial class Excerpt
{
    public static string Of(string? text, int longest = 100)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (blank && (line.Length == 0 || line[^1] == ' ')) continue;
            if (line.Length >= longest) return line.Append('…').ToString();
            line.Append(blank ? " " : rune.ToString());
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>The beginning of an answer. Of JSON only what is no value is shown: values are customers, people and amounts.</summary>
    public static string OfAnswer(string? text) => Of(text) is ['{' or '[', ..] ? Of(Value().Replace(text!, static m => m.Groups[1].Value + "…"), 160) : Of(text);

    [GeneratedRegex("""([:\[,]\s*)(?:"(?:[^"\\]|\\.)*(?:"(?!\s*:)|$)|-?[0-9][0-9.eE+-]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}
