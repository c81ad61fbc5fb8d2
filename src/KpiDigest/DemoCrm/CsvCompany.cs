namespace KpiDigest.DemoCrm;

/// <summary>A folder of CSV exports in the documented layout.</summary>
internal static class CsvCompany
{
    /// <exception cref="FormatException">All faults of all files, each with file, row, column, value and reason.</exception>
    public static DemoCrmData Load(string folder) => throw new NotImplementedException(folder);
}
