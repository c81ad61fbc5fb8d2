using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Exports;

/// <summary>A row by column name. What cannot be read is a fault of the table and reads as null.</summary>
internal sealed class CsvRow(CsvTable table, int line, string[] values)
{
    /// <summary>Line in the file.</summary>
    public int Line { get; } = line;

    /// <summary>The trimmed text; null where blank or where the file has no such column.</summary>
    public string? Text(string column) =>
        table.IndexOf(column) is { } index && values[index].Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The text, which must be there.</summary>
    public string Required(string column)
    {
        if (Text(column) is { } text) return text;
        Fault(column, "is blank");
        return "";
    }

    /// <summary>A date written as 2017-12-31.</summary>
    public LocalDate? Date(string column)
    {
        if (Text(column) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value.Year: >= 1950 and < 2200 } date) return date.Value;
        Fault(column, "is no date: write it as 2017-12-31");
        return null;
    }

    /// <summary>A number with a point and without separators of thousands.</summary>
    public decimal? Number(string column, decimal below = 1e14m)
    {
        if (Text(column) is not { } text) return null;
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number)) Fault(column, "is no number: write it as 1234.56");
        else if (decimal.Abs(number) >= below) Fault(column, "is too large");
        else return number;
        return null;
    }

    /// <summary>Writes a fault of this row down.</summary>
    public void Fault(string column, string reason) => table.Fault(Line, column, Text(column) ?? "", reason);
}
