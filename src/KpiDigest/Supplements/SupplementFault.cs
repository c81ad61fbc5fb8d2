namespace KpiDigest.Supplements;

/// <summary>What is wrong in a supplement file.</summary>
/// <param name="File">File name.</param>
/// <param name="Row">Row as a spreadsheet shows it, the header being 1; 0: the file as a whole.</param>
/// <param name="Column">Column name, or empty.</param>
/// <param name="Value">What stands there, cut and without control characters.</param>
/// <param name="Reason">What is wrong with it and how to mend it.</param>
internal sealed record SupplementFault(string File, int Row, string Column, string Value, string Reason)
{
    public override string ToString() => Row == 0 ? $"{File}: {Reason}"
        : Column.Length == 0 ? $"{File} row {Row}: {Reason}"
        : $"{File} row {Row}, {Column} '{Value}': {Reason}";
}
