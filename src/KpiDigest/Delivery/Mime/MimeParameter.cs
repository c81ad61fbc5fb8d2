using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>A parameter of a MIME header: token, quoted string, or RFC 2231 with continuations.</summary>
internal static class MimeParameter
{
    private const int LongestToken = 50;
    private const int LongestQuoted = 30;
    private const int LongestPiece = 50;

    /// <summary><c>; name=value</c> in as many pieces as it needs; each piece may be folded before its space.</summary>
    public static string Of(string name, string value)
    {
        if (value.Length is > 0 and <= LongestToken && value.All(IsToken)) return $"; {name}={value}";
        if (value.Length <= LongestQuoted && Ascii.IsValid(value)) return $"; {name}={Quoted(value)}";
        var pieces = Pieces(value);
        return pieces.Count == 1
            ? $"; {name}*=utf-8''{pieces[0]}"
            : string.Concat(pieces.Select((p, i) => $"; {name}*{i}*={(i == 0 ? "utf-8''" : "")}{p}"));
    }

    // A space inside quotes is a place to fold, and some readers keep the fold: quoted values stay short enough for one line.
    private static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static List<string> Pieces(string value)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            var text = Percent(rune);
            if (piece.Length + text.Length > LongestPiece)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(text);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Percent(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "!#$&+-.^_`{|}~".Contains((char)rune.Value))) return rune.ToString();
        Span<byte> bytes = stackalloc byte[4];
        var text = new StringBuilder(12);
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)]) text.Append('%').Append(b.ToString("X2", null));
        return text.ToString();
    }

    private static bool IsToken(char c) => c is > ' ' and < '\u007f' && !"()<>@,;:\\\"/[]?=".Contains(c);
}
