namespace KpiDigest.Exports;

/// <summary>Why a file was refused.</summary>
/// <param name="File">File name.</param>
/// <param name="Row">Line in the file, the header being 1; 0: the file as a whole.</param>
/// <param name="Column">Column name, or empty.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record CsvFault(string File, int Row, string Column, string Value, string Reason)
{
    /// <summary>File, row, column and reason: fit for a log, as values are customers and people.</summary>
    public string WithoutValue => Row == 0 ? $"{File}: {Reason}" : Column.Length == 0 ? $"{File} row {Row}: {Reason}" : $"{File} row {Row}, {Column}: {Reason}";

    public override string ToString() => Row == 0 ? $"{File}: {Reason}"
        : Column.Length == 0 ? $"{File} row {Row}: {Reason}"
        : $"{File} row {Row}, {Column} '{Value}': {Reason}";
}
