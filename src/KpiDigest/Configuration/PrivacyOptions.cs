namespace KpiDigest.Configuration;

/// <summary>How people are shown.</summary>
internal sealed class PrivacyOptions
{
    /// <summary><c>named</c>.</summary>
    public string People { get; set; } = "named";
}
