using NodaTime;

namespace KpiDigest.Store;

/// <summary>Which installation a database belongs to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When the database was adopted.</param>
/// <param name="LiveAt">When <c>kpidigest activate</c> turned mail on; null: it did not. Counts where the configuration names no mode.</param>
internal sealed record InstallationRow(string Id, Instant CreatedAt, Instant? LiveAt)
{
    /// <summary>Why nothing may be sent until somebody has accepted the ledger; null: nothing is in doubt.</summary>
    public string? Doubt { get; init; }
}
