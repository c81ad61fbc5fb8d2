namespace KpiDigest.Configuration;

/// <summary>CSV files with what the CRM does not hold.</summary>
internal sealed class SupplementOptions
{
    public string Folder { get; set; } = "";
}
