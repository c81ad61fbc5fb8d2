using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace KpiDigest.Exports;

/// <summary>One file: its rows, and its faults in the list of the whole folder.</summary>
internal sealed class CsvTable
{
    private const long LongestFile = 1L << 30;

    private readonly string _file;
    private readonly List<CsvFault> _faults;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(string file, List<CsvFault> faults) => (_file, _faults) = (file, faults);

    public List<CsvRow> Rows { get; } = [];

    /// <summary>Whether the file is there and has the columns it must have.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Reads a file; without the columns it must have, its rows are not read.</summary>
    public static CsvTable Read(string folder, string file, bool required, string[] columns, List<CsvFault> faults)
    {
        var path = Path.Combine(folder, file);
        var table = new CsvTable(file, faults);
        if (File.Exists(path)) table.ReadRows(path, columns);
        else if (required) table.Fault(0, "", "", "the file is missing");
        return table;
    }

    /// <summary>Names of the columns, as the header writes them.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    public int? IndexOf(string column) => _columns.TryGetValue(column, out var index) ? index : null;

    public void Fault(int row, string column, string value, string reason) => _faults.Add(new CsvFault(_file, row, column, value, reason));

    private void ReadRows(string path, string[] columns)
    {
        try
        {
            var bytes = Bytes(path);
            if (bytes is null) Fault(0, "", "", $"the file is larger than {LongestFile >> 20} MiB: leave columns out that are not in the layout");
            else if (!Utf8.IsValid(bytes)) Fault(0, "", "", $"the file is not UTF-8, first in line {LineOfWrongByte(bytes)}: save it as CSV UTF-8");
            else Parse(bytes, columns);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fault(0, "", "", $"the file cannot be read: {e.Message}");
        }
    }

    private static byte[]? Bytes(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > LongestFile) return null;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int LineOfWrongByte(ReadOnlySpan<byte> bytes)
    {
        var (line, at) = (1, 0);
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == OperationStatus.Done)
        {
            if (rune.Value == '\n') line++;
            at += length;
        }

        return line;
    }

    private void Parse(byte[] bytes, string[] columns)
    {
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions { TrackLineNumbers = true, OnMalformedRecord = Malformed });
        reader.ReadHeader();
        if (!TakeHeader(reader.Headers, columns)) return;
        IsRead = true;
        while (reader.Read()) Add((int)reader.LineNumber, reader.Current.ToArray());
    }

    private void Malformed(CsvMalformedRecord record) => Fault((int)record.LineNumber, "", "", record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quotation mark opens and never closes",
        _ => "a quotation mark stands where none may stand",
    });

    private bool TakeHeader(IReadOnlyList<string> header, string[] columns)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (!_columns.TryAdd(header[i].Trim(), i)) Fault(1, header[i].Trim(), header[i], "stands twice in the header");
        }

        var missing = columns.Where(c => !_columns.ContainsKey(c)).ToList();
        foreach (var column in missing) Fault(1, column, "", "the column is missing");
        return missing.Count == 0 && _columns.Count == header.Count;
    }

    private void Add(int line, string[] values)
    {
        if (values.Length == _columns.Count) Rows.Add(new CsvRow(this, line, values));
        else Fault(line, "", "", $"has {values.Length} values, the header {_columns.Count}");
    }
}
