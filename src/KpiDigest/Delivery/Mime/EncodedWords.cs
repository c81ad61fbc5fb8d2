using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>RFC 2047: text in headers, as it is where that is safe, else as encoded words of at most 75 characters.</summary>
internal static class EncodedWords
{
    private const int Longest = 75;
    private const int Frame = 12; // =?utf-8?q? and ?=
    private const int LongestPlainWord = 60;

    /// <summary>An unstructured header's text.</summary>
    /// <param name="text">Checked text.</param>
    /// <param name="column">Where on the line it begins.</param>
    public static string Unstructured(string text, int column) => IsPlain(text) ? text : Encode(text, column);

    /// <summary>A display name: atoms, a quoted string, or encoded words.</summary>
    public static string Phrase(string name, int column) =>
        !IsPlain(name) ? Encode(name, column)
        : name.Split(' ').All(IsAtom) ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Outer spaces would be lost, long words could not be folded, and "=?" would be decoded by the reader.
    private static bool IsPlain(string text) =>
        Ascii.IsValid(text) && text.Length > 0 && text[0] != ' ' && text[^1] != ' '
        && !text.Contains("=?", StringComparison.Ordinal) && text.Split(' ').All(w => w.Length <= LongestPlainWord);

    private static bool IsAtom(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c));

    private static string Encode(string text, int column)
    {
        var utf8 = Encoding.UTF8.GetByteCount(text);
        var quoted = text.EnumerateRunes().Sum(QuotedLength);
        // Readable in the source where most of it is ASCII, short where it is not.
        return quoted <= utf8 * 2 ? Join(text, column, "q", QuotedLength, Quoted) : Join(text, column, "b", static r => r.Utf8SequenceLength, Base64);
    }

    // Words break between characters, never inside one. For base64 the room is counted in whole groups of three bytes.
    private static string Join(string text, int column, string kind, Func<Rune, int> length, Func<string, string> encode)
    {
        var words = new List<string>();
        var part = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var room = Math.Clamp(76 - (words.Count == 0 ? column : 1), 30, Longest) - Frame;
            if (kind == "b") room = room / 4 * 3;
            if (used + length(rune) > room)
            {
                words.Add(Word(kind, encode(part.ToString())));
                part.Clear();
                used = 0;
            }

            part.Append(rune.ToString());
            used += length(rune);
        }

        words.Add(Word(kind, encode(part.ToString())));
        return string.Join(' ', words);
    }

    private static string Word(string kind, string payload) => $"=?utf-8?{kind}?{payload}?=";

    private static bool IsLiteral(Rune rune) => rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || "!*+-/".Contains((char)rune.Value));

    private static int QuotedLength(Rune rune) => rune.Value == ' ' || IsLiteral(rune) ? 1 : 3 * rune.Utf8SequenceLength;

    private static string Quoted(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ' ') result.Append('_');
            else if (IsLiteral(rune)) result.Append((char)rune.Value);
            else foreach (var b in bytes[..rune.EncodeToUtf8(bytes)]) result.Append('=').Append(b.ToString("X2", null));
        }

        return result.ToString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
