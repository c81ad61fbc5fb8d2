namespace KpiDigest.Configuration;

/// <summary>The bounds of one band; each belongs to the better side.</summary>
internal sealed class BandPairOptions
{
    public decimal Green { get; set; }

    public decimal Amber { get; set; }
}
