using System.Globalization;
using System.Text;
using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>Builds the text of a supplement file: LF, a point before decimals, quotation marks only where needed.</summary>
internal sealed class CsvText
{
    private static readonly System.Buffers.SearchValues<char> Quoted = System.Buffers.SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _text = new();

    public CsvText(string header) => _text.Append(header).Append('\n');

    /// <summary>A row; null is a blank value.</summary>
    public void Add(params object?[] values) => _text.AppendJoin(',', values.Select(Cell)).Append('\n');

    public override string ToString() => _text.ToString();

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            LocalDate date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
            bool flag => flag ? "yes" : "no",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
