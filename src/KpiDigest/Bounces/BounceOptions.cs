namespace KpiDigest.Bounces;

/// <summary>Where mail servers' reports of undelivered mail are found.</summary>
internal sealed class BounceOptions
{
    /// <summary>A maildir, or a folder of messages one a file, of the mailbox that is <c>Mail:BounceAddress</c>; relative to the configuration file. Empty: none is read.</summary>
    public string Folder { get; set; } = "";

    /// <summary>A mailbox in Microsoft 365 instead, by its address or id, read with the application of <c>Mail:Graph</c>. Empty: none is read.</summary>
    public string Mailbox { get; set; } = "";
}
