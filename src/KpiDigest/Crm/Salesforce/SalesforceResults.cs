using System.Globalization;
using CsvHelper;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// A set of a job's results: CSV, columns as they were asked for (<c>RecordType.Name</c>). Whether each set has the header or only the first one, both are read:
/// without it the columns come in the order of the query.
/// </summary>
/// <param name="Rows">Records.</param>
/// <param name="Next">The next set; null: this was the last.</param>
internal sealed record SalesforceResults(IReadOnlyList<SalesforceRow> Rows, string? Next)
{
    private const string Count = "Sforce-NumberOfRecords";
    private const string Locator = "Sforce-Locator";

    /// <exception cref="InvalidDataException">It is no such set, or not all of it came; no value is in the message.</exception>
    public static async Task<SalesforceResults> ReadAsync(HttpResponseMessage response, Stream body, IReadOnlyList<string> select, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/csv") throw new InvalidDataException("the results are no CSV");
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes, cancellationToken);
        var rows = Parse(bytes.ToArray(), select);

        // A header that was lost on the way would look like the end.
        if (Header(response, Count) is not { } stated || stated != rows.Count.ToString(CultureInfo.InvariantCulture))
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} records came, and not as many as {Count} says"));
        return new SalesforceResults(rows, Header(response, Locator) is { Length: > 0 } next and not "null" ? next : null);
    }

    private static List<SalesforceRow> Parse(byte[] csv, IReadOnlyList<string> select)
    {
        using var reader = CsvReader.Create(csv, new CsvReaderOptions { HasHeader = false, Separator = ',', OnMalformedRecord = static _ => throw new InvalidDataException("a quotation mark is out of place") });
        var rows = new List<SalesforceRow>();
        IReadOnlyList<string> columns = select;
        for (var isFirst = true; reader.Read(); isFirst = false)
        {
            var values = reader.Current.ToArray();
            if (isFirst && values.Contains(SalesforceApi.Id)) columns = Header(values, select);
            else rows.Add(Row(values, columns));
        }

        return rows;
    }

    private static string[] Header(string[] names, IReadOnlyList<string> select) =>
        select.Except(names).Any() ? throw new InvalidDataException("a column that was asked for is missing") : [.. names.Select(string.Intern)];

    private static SalesforceRow Row(string[] values, IReadOnlyList<string> columns)
    {
        if (values.Length != columns.Count) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a record has {values.Length} values, not {columns.Count}"));
        var row = new NamedValuesBuilder();
        for (var at = 0; at < values.Length; at++) row.Add(columns[at], values[at]);
        return new SalesforceRow(row.Build());
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;
}
