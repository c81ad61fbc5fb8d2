using System.Globalization;
using System.Text;

namespace KpiDigest.Rendering;

/// <summary>
/// CSV as spreadsheets read it (RFC 4180): every cell in quotes, CRLF, and a text that a spreadsheet would take for a formula begins with an
/// apostrophe. A number is a number, a negative one too.
/// </summary>
internal static class CsvText
{
    /// <summary>Largest file, so that it passes every mail server.</summary>
    public const int MostBytes = 1_000_000;

    // Wide forms too: spreadsheets of East Asia read them as the narrow ones.
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>One line with its end.</summary>
    public static string Line(IReadOnlyList<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A file in UTF-8 with its mark. Rows that do not fit are left out, and the last line says so.</summary>
    /// <param name="headers">First line.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="shortened">Says, in the reader's language, how many rows of how many there are.</param>
    /// <param name="mostBytes">Largest size.</param>
    public static byte[] File(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows, Func<int, int, string> shortened, int mostBytes = MostBytes)
    {
        var text = new StringBuilder("\uFEFF").Append(Line(headers));
        var room = mostBytes - Encoding.UTF8.GetByteCount(text.ToString()) - Encoding.UTF8.GetByteCount(Line([shortened(rows.Count, rows.Count)]));
        for (var i = 0; i < rows.Count; i++)
        {
            var line = Line(rows[i]);
            room -= Encoding.UTF8.GetByteCount(line);
            if (room < 0)
            {
                text.Append(Line([shortened(i, rows.Count)]));
                break;
            }

            text.Append(line);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string text)
    {
        var number = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
        if (!number && text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        return "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
