namespace KpiDigest.Exports;

/// <summary>Nothing of the folder was taken; the message lists every fault of every file.</summary>
internal sealed class CsvFolderException(string folder, IReadOnlyList<CsvFault> faults)
    : FormatException($"{folder}: {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}, nothing was taken:{Environment.NewLine}"
        + string.Join(Environment.NewLine, faults.Select(f => "  " + f)))
{
    public IReadOnlyList<CsvFault> Faults { get; } = faults;
}
