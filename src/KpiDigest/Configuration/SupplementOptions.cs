namespace KpiDigest.Configuration;

/// <summary>CSV files with what the CRM does not hold.</summary>
internal sealed class SupplementOptions
{
    /// <summary>The folder, relative to that of the configuration file; empty: none.</summary>
    public string Folder { get; set; } = "";
}
