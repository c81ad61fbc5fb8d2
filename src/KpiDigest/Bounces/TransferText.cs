using System.Text;

namespace KpiDigest.Bounces;

/// <summary>Transfer encodings of hostile mail: what is no part of the encoding is passed over. Characters are bytes.</summary>
internal static class TransferText
{
    public static string Base64(string body)
    {
        var letters = string.Concat(body.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        letters = letters[..(letters.Length - (letters.Length % 4 == 1 ? 1 : 0))];
        return Encoding.Latin1.GetString(Convert.FromBase64String(letters.PadRight((letters.Length + 3) / 4 * 4, '=')));
    }

    public static string QuotedPrintable(string body)
    {
        var text = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=') text.Append(body[i]);
            else if (i + 2 < body.Length && char.IsAsciiHexDigit(body[i + 1]) && char.IsAsciiHexDigit(body[i + 2]))
            {
                text.Append((char)Convert.ToInt32(body.Substring(i + 1, 2), 16));
                i += 2;
            }
            else i = SoftBreak(body, i);
        }

        return text.ToString();
    }

    /// <summary>An = at a line's end joins it with the next; any other is passed over.</summary>
    private static int SoftBreak(string body, int at)
    {
        var end = at + 1;
        while (end < body.Length && body[end] is ' ' or '\t' or '\r') end++;
        return end < body.Length && body[end] == '\n' ? end : at;
    }
}
