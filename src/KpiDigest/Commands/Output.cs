using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KpiDigest.Rendering;

namespace KpiDigest.Commands;

/// <summary>What a command prints: JSON, CSV or a plain table that also reads well in a log.</summary>
internal static class Output
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TextWriter Out(this ParseResult parse) => parse.InvocationConfiguration.Output;

    public static bool WantsJson(this ParseResult parse) => parse.GetValue(CommonOptions.Format) == "json";

    public static bool WantsCsv(this ParseResult parse) => parse.GetValue(CommonOptions.Format) == "csv";

    public static void WriteJson(this TextWriter writer, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Pretty)) write(json);
        writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Aligned columns; a column whose cells are all numbers is aligned to the right. Control characters are not printed.</summary>
    public static void WriteTable(this TextWriter writer, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var clean = rows.Select(r => r.Select(Clean).ToArray()).ToArray();
        var widths = headers.Select((h, c) => Math.Max(h.Length, clean.Select(r => r[c].Length).DefaultIfEmpty(0).Max())).ToArray();
        var numeric = headers.Select((_, c) => clean.Length > 0 && clean.All(r => IsNumeric(r[c]))).ToArray();
        writer.WriteLine(Line(headers));
        writer.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in clean) writer.WriteLine(Line(row));

        string Line(IReadOnlyList<string> cells) =>
            string.Join("  ", cells.Select((cell, c) => numeric[c] ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]))).TrimEnd();
    }

    /// <summary>RFC 4180 with the guard against spreadsheet formulas.</summary>
    public static void WriteCsv(this TextWriter writer, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows.Prepend(headers)) writer.Write(CsvText.Line(row));
    }

    public static string Text(decimal? value) => value is { } number
        ? number.ToString("#,##0.####", CultureInfo.InvariantCulture)
        : "";

    private static bool IsNumeric(string text) => text.Length == 0 || char.IsAsciiDigit(text[^1]) || text[^1] is '%' or '×';

    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
