namespace KpiDigest.Core.Facts;

/// <summary>Where green and amber end, by what is judged (catalogue, section 5); the installation's choice (<c>Bands</c>).</summary>
public sealed record BandLimits
{
    /// <summary>Pace and final target achievement.</summary>
    public BandLimit Pace { get; init; } = new(1.00m, 0.90m);

    /// <summary>Share of reps at or above quota.</summary>
    public BandLimit Attainment { get; init; } = new(0.60m, 0.40m);

    /// <summary>Forecast accuracy 4 weeks before the end.</summary>
    public BandLimit ForecastAt4 { get; init; } = new(0.90m, 0.80m);

    /// <summary>Forecast accuracy 12 weeks before the end.</summary>
    public BandLimit ForecastAt12 { get; init; } = new(0.80m, 0.65m);

    /// <summary>Size of the forecast's bias.</summary>
    public BandLimit Bias { get; init; } = new(0.05m, 0.10m);

    /// <summary>Share of due deals that slipped.</summary>
    public BandLimit Slippage { get; init; } = new(0.20m, 0.35m);

    /// <summary>Share of open deals that are stale.</summary>
    public BandLimit Stale { get; init; } = new(0.10m, 0.20m);

    /// <summary>Share of open deals that were touched.</summary>
    public BandLimit Touched { get; init; } = new(0.80m, 0.60m);

    /// <summary>Share of reps coached in 14 days.</summary>
    public BandLimit Coached { get; init; } = new(0.80m, 0.60m);

    /// <summary>Share of a lead's internal hours that is coaching.</summary>
    public BandLimit LeadShare { get; init; } = new(0.50m, 0.33m);

    /// <summary>Rep retention.</summary>
    public BandLimit Retention { get; init; } = new(0.85m, 0.75m);

    /// <summary>eNPS, from -100 to 100.</summary>
    public BandLimit Enps { get; init; } = new(20m, 0m);

    /// <summary>Response rate of surveys.</summary>
    public BandLimit Response { get; init; } = new(0.70m, 0.50m);

    /// <summary>Share of reps below the bar.</summary>
    public BandLimit NeedsHelp { get; init; } = new(0.25m, 0.40m);

    /// <summary>Goal concentration.</summary>
    public BandLimit Concentration { get; init; } = new(0.50m, 0.65m);

    /// <summary>Gross revenue retention.</summary>
    public BandLimit Grr { get; init; } = new(0.90m, 0.80m);

    /// <summary>Net revenue retention.</summary>
    public BandLimit Nrr { get; init; } = new(1.00m, 0.90m);

    /// <summary>CLV ÷ CAC.</summary>
    public BandLimit ClvToCac { get; init; } = new(3m, 1m);

    /// <summary>Pipeline cover needed where no history says otherwise.</summary>
    public decimal RequiredCover { get; init; } = 3.0m;

    /// <summary>Share of the required cover from which it is amber.</summary>
    public decimal AmberCover { get; init; } = 0.8m;
}

/// <summary>The bounds of one band; each belongs to the better side.</summary>
/// <param name="Green">Bound of green.</param>
/// <param name="Amber">Bound of amber.</param>
public sealed record BandLimit(decimal Green, decimal Amber);
