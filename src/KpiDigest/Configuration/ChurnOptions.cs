using KpiDigest.Core.Facts;

namespace KpiDigest.Configuration;

/// <summary>How it is known that a customer is one no more.</summary>
internal sealed class ChurnOptions
{
    public ChurnMode Mode { get; set; } = ChurnMode.Contract;

    /// <summary>Days after the last win on which a customer counts as lost, where the mode is inactivity.</summary>
    public int InactivityDays { get; set; } = 365;
}
