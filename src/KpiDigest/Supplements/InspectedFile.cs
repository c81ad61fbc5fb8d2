namespace KpiDigest.Supplements;

/// <summary>A file of the folder, read but not taken.</summary>
/// <param name="Name">File name.</param>
/// <param name="Bytes">The whole file; null where it cannot be read.</param>
/// <param name="Rows">Rows with content.</param>
/// <param name="Faults">All that is wrong with it.</param>
internal sealed record InspectedFile(string Name, byte[]? Bytes, int Rows, IReadOnlyList<SupplementFault> Faults)
{
    /// <summary>Reads a file; null: it is not there.</summary>
    public static InspectedFile? Of(string folder, SupplementFile file, SupplementNames names)
    {
        var found = FolderFile.Read(folder, file.Name);
        if (found.IsAbsent) return null;
        if (found.Bytes is not { } bytes) return new InspectedFile(file.Name, null, 0, [new SupplementFault(file.Name, 0, "", "", found.Fault!)]);
        var (rows, faults) = file.Check(bytes, names);
        return new InspectedFile(file.Name, bytes, rows, faults);
    }
}
