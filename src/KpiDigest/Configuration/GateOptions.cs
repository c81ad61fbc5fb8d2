namespace KpiDigest.Configuration;

/// <summary>When a digest is kept back rather than sent.</summary>
internal sealed class GateOptions
{
    /// <summary>Minutes after a digest's due time during which a CRM that cannot be reached is tried again; then the digest is held.</summary>
    public int WaitMinutes { get; set; } = 120;

    /// <summary>A digest is held when fewer deals than this share of the last run's are known.</summary>
    public decimal MinimumShareOfDeals { get; set; } = 0.5m;
}
