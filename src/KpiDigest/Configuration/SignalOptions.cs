namespace KpiDigest.Configuration;

/// <summary>How weeks are judged (catalogue D12).</summary>
internal sealed class SignalOptions
{
    /// <summary>Whether a week is measured by the same week of earlier quarters.</summary>
    public bool Season { get; set; } = true;
}
