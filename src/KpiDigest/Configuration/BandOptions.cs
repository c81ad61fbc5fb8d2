namespace KpiDigest.Configuration;

/// <summary>Where green and amber end, by what is judged.</summary>
internal sealed class BandOptions
{
    public BandPairOptions Pace { get; set; } = new() { Green = 1.00m, Amber = 0.90m };

    public BandPairOptions Attainment { get; set; } = new() { Green = 0.60m, Amber = 0.40m };

    public BandPairOptions ForecastAt4 { get; set; } = new() { Green = 0.90m, Amber = 0.80m };

    public BandPairOptions ForecastAt12 { get; set; } = new() { Green = 0.80m, Amber = 0.65m };

    public BandPairOptions Bias { get; set; } = new() { Green = 0.05m, Amber = 0.10m };

    public BandPairOptions Slippage { get; set; } = new() { Green = 0.20m, Amber = 0.35m };

    public BandPairOptions Stale { get; set; } = new() { Green = 0.10m, Amber = 0.20m };

    public BandPairOptions Touched { get; set; } = new() { Green = 0.80m, Amber = 0.60m };

    public BandPairOptions Coached { get; set; } = new() { Green = 0.80m, Amber = 0.60m };

    public BandPairOptions LeadShare { get; set; } = new() { Green = 0.50m, Amber = 0.33m };

    public BandPairOptions Retention { get; set; } = new() { Green = 0.85m, Amber = 0.75m };

    public BandPairOptions Enps { get; set; } = new() { Green = 20m, Amber = 0m };

    public BandPairOptions Response { get; set; } = new() { Green = 0.70m, Amber = 0.50m };

    public BandPairOptions NeedsHelp { get; set; } = new() { Green = 0.25m, Amber = 0.40m };

    public BandPairOptions Concentration { get; set; } = new() { Green = 0.50m, Amber = 0.65m };

    public BandPairOptions Grr { get; set; } = new() { Green = 0.90m, Amber = 0.80m };

    public BandPairOptions Nrr { get; set; } = new() { Green = 1.00m, Amber = 0.90m };

    public BandPairOptions ClvToCac { get; set; } = new() { Green = 3m, Amber = 1m };

    /// <summary>Pipeline cover needed where no history says otherwise.</summary>
    public decimal RequiredCover { get; set; } = 3.0m;

    /// <summary>Share of the required cover from which it is amber, above 0 to below 1.</summary>
    public decimal AmberCover { get; set; } = 0.8m;
}
