using System.Text;

namespace KpiDigest.Crm.Http;

/// <summary>Foreign text made fit for a message: one line, short, printable.</summary>
internal static class Excerpt
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
}
