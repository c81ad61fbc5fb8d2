namespace KpiDigest.Delivery.Folder;

/// <summary>A folder that gets one .eml a mail.</summary>
internal sealed class FolderOptions
{
    public string Path { get; set; } = "out";
}
