using System.Text.Unicode;
using CsvHelper;
using KpiDigest.Core.Facts;

namespace KpiDigest.Supplements;

/// <summary>One file as rows and columns, and all that is wrong with it.</summary>
internal sealed class CsvSheet
{
    private const int MostFaults = 1000;
    private const int LongestValue = 60;
    private readonly SupplementFile _file;
    private readonly List<SupplementFault> _faults = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SheetRow> _rows = [];
    private int _width;

    private CsvSheet(SupplementFile file, SupplementNames names) => (_file, Names) = (file, names);

    /// <summary>Rows that are not empty.</summary>
    public IReadOnlyList<SheetRow> Rows => _rows;

    /// <summary>Everything wrong so far, in the order of rows.</summary>
    public IReadOnlyList<SupplementFault> Faults => [.. _faults.OrderBy(fault => fault.Row)];

    /// <summary>What people, teams and accounts are called.</summary>
    public SupplementNames Names { get; }

    public static CsvSheet Read(SupplementFile file, byte[] bytes, SupplementNames names)
    {
        var sheet = new CsvSheet(file, names);
        if (bytes.Length == 0) sheet.Fault(0, "", "", "the file is empty: it needs at least its header");
        else if (!Utf8.IsValid(bytes)) sheet.Fault(0, "", "", "the file is not UTF-8: save it as 'CSV UTF-8'");
        else sheet.Parse(bytes);
        return sheet;
    }

    /// <summary>Where a column stands; null where the file does not have it.</summary>
    public int? IndexOf(string column) => _columns.TryGetValue(column, out var index) ? index : null;

    public void Fault(int row, string column, string value, string reason)
    {
        if (_faults.Count < MostFaults) _faults.Add(new SupplementFault(_file.Name, row, column, Shown(value), reason));
        else if (_faults.Count == MostFaults) _faults.Add(new SupplementFault(_file.Name, int.MaxValue, "", "", $"more than {MostFaults} faults: the rest is not listed"));
    }

    /// <summary>A value as it may be printed.</summary>
    private static string Shown(string value)
    {
        var plain = string.Concat(value.Take(LongestValue).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return value.Length > LongestValue ? plain + "..." : plain;
    }

    private void Parse(byte[] bytes)
    {
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions { Separator = ',', SkipEmptyLines = false, OnMalformedRecord = Malformed });
        reader.ReadHeader();
        if (!TakeHeader(reader.Headers)) return;
        // The reader counts rows behind the header, a spreadsheet counts the header too.
        while (_faults.Count <= MostFaults && reader.Read()) Add((int)reader.RowNumber + 1, reader.Current.ToArray());
    }

    private void Malformed(CsvMalformedRecord record) => Fault((int)record.RecordNumber, "", "", record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quotation mark opens here and never closes",
        _ => "a quotation mark stands where none may stand: inside a value write it twice and put the value in quotation marks",
    });

    private bool TakeHeader(IReadOnlyList<string> header)
    {
        _width = header.Count;
        if (header.Count == 1 && header[0].AsSpan().ContainsAny(';', '\t'))
        {
            Fault(1, "", "", "the columns are not separated by commas: save the file as comma-separated CSV");
            return false;
        }

        for (var i = 0; i < header.Count; i++) TakeColumn(header[i].Trim(), i);
        foreach (var column in _file.Columns.Where(c => c.IsRequired && !_columns.ContainsKey(c.Name)))
            Fault(1, column.Name, "", "the column is missing");
        return _faults.Count == 0;
    }

    private void TakeColumn(string name, int index)
    {
        if (name.Length == 0) Fault(1, $"column {index + 1}", "", "has no name: delete it or name it");
        else if (!_file.Columns.Any(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) Fault(1, Shown(name), name, _file.WhyUnknown(name) ?? Unknown(name));
        else if (!_columns.TryAdd(name, index)) Fault(1, name, name, "stands twice in the header");
    }

    private string Unknown(string name)
    {
        var known = _file.Columns.Select(c => c.Name);
        return NearestName.Of(name, known) is { } near ? $"is no column of {_file.Name}; did you mean '{near}'?" : $"is no column of {_file.Name}; it has {string.Join(", ", known)}";
    }

    private void Add(int number, string[] values)
    {
        if (values.All(string.IsNullOrWhiteSpace)) return;
        if (values.Length == _width) _rows.Add(new SheetRow(this, number, values));
        else Fault(number, "", "", $"has {values.Length} values, the header {_width}: a value that holds a comma needs quotation marks");
    }
}
