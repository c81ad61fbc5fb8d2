using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>
/// The catalogue's default bands (section 5). A KPI without a band has no target and gets no verdict: win rate, average deal, sales cycle, CAC,
/// pipeline created and website traffic speak by signals only.
/// </summary>
public static class StatusBands
{
    private static readonly (string, string, string) Plain = ("Good", "Watch", "Poor");

    /// <summary>Pace and final target achievement.</summary>
    public static readonly StatusBand Pace = new("pace", 1.00m, 0.90m, ("Target met", "Just short", "Missed"));

    /// <summary>Share of reps at or above quota.</summary>
    public static readonly StatusBand Attainment = new("quota-attainment", 0.60m, 0.40m, ("Met", "Just short", "Missed"));

    /// <summary>Forecast accuracy 4 weeks before the end.</summary>
    public static readonly StatusBand ForecastAt4 = new("forecast at 4 weeks", 0.90m, 0.80m, Plain);

    /// <summary>Forecast accuracy 12 weeks before the end.</summary>
    public static readonly StatusBand ForecastAt12 = new("forecast at 12 weeks", 0.80m, 0.65m, Plain);

    /// <summary>Size of the forecast's bias, whichever its sign.</summary>
    public static readonly StatusBand Bias = new("forecast bias", 0.05m, 0.10m, Plain);

    /// <summary>Share of due deals that slipped.</summary>
    public static readonly StatusBand Slippage = new("slippage", 0.20m, 0.35m, ("Little", "Some", "Too much"));

    /// <summary>Share of open deals that are stale.</summary>
    public static readonly StatusBand Stale = new("stale", 0.10m, 0.20m, ("Few", "Some", "Too many"));

    /// <summary>Share of open deals that were touched.</summary>
    public static readonly StatusBand Touched = new("touched", 0.80m, 0.60m, Plain);

    /// <summary>Share of reps coached in 14 days.</summary>
    public static readonly StatusBand Coached = new("coached", 0.80m, 0.60m, ("Enough", "Some", "Too few"));

    /// <summary>Share of a lead's internal hours that is coaching.</summary>
    public static readonly StatusBand LeadShare = new("leadShare", 0.50m, 0.33m, Plain);

    /// <summary>Rep retention.</summary>
    public static readonly StatusBand Retention = new("retention", 0.85m, 0.75m, Plain);

    /// <summary>eNPS, from -100 to 100.</summary>
    public static readonly StatusBand Enps = new("eNPS", 20m, 0m, Plain);

    /// <summary>Response rate of surveys.</summary>
    public static readonly StatusBand Response = new("response", 0.70m, 0.50m, Plain);

    /// <summary>Share of reps below the bar.</summary>
    public static readonly StatusBand NeedsHelp = new("needs-help", 0.25m, 0.40m, ("Few", "Some", "Many"));

    /// <summary>Goal concentration.</summary>
    public static readonly StatusBand Concentration = new("concentration", 0.50m, 0.65m, ("Broad", "Narrow", "Few carry"));

    /// <summary>Gross revenue retention.</summary>
    public static readonly StatusBand Grr = new("GRR", 0.90m, 0.80m, Plain);

    /// <summary>Net revenue retention.</summary>
    public static readonly StatusBand Nrr = new("NRR", 1.00m, 0.90m, Plain);

    /// <summary>CLV ÷ CAC.</summary>
    public static readonly StatusBand ClvToCac = new("CLV:CAC", 3m, 1m, Plain);

    /// <summary>Pipeline cover needed where no history says otherwise.</summary>
    public const decimal RequiredCover = 3.0m;

    /// <summary>Share of the required cover from which it is amber.</summary>
    public const decimal AmberCover = 0.8m;

    /// <summary>All bands but that of coverage, which depends on what is required.</summary>
    public static IReadOnlyList<StatusBand> All { get; } =
    [
        Pace, Attainment, ForecastAt4, ForecastAt12, Bias, Slippage, Stale, Touched, Coached, LeadShare, Retention, Enps, Response, NeedsHelp, Concentration,
        Grr, Nrr, ClvToCac,
    ];

    /// <summary>The band a KPI's own value is judged by, as <see cref="Of"/> does; null: none, or it depends on more than the value.</summary>
    public static StatusBand? BandOf(KpiResult result) => result.Kpi switch
    {
        KpiIds.TargetAchievement => Pace,
        KpiIds.QuotaAttainment => result.Scope?.Kind == ScopeKind.Rep ? Pace : Attainment,
        KpiIds.ForecastAccuracy => ForecastAt4,
        KpiIds.Slippage => Slippage,
        KpiIds.ClientEngagement => Touched,
        KpiIds.RepRetention => Retention,
        KpiIds.NeedsHelp => result.Scope?.Kind == ScopeKind.Rep ? null : NeedsHelp,
        KpiIds.GoalConcentration => Concentration,
        _ => null,
    };

    /// <summary>The verdict on a KPI; without word and muted where it has no target.</summary>
    public static DigestStatus Of(KpiResult result) => result.Kpi switch
    {
        KpiIds.TargetAchievement => OfAchievement(result),
        KpiIds.QuotaAttainment => OfAttainment(result),
        KpiIds.PipelineCoverage => OfCoverage(result),
        KpiIds.StaleDeals => OfStale(result),
        _ => BandOf(result)?.Of(result.Value) ?? DigestStatus.None(""),
    };

    /// <summary>Target achievement: by pace while the quarter runs, by the value once it is over.</summary>
    public static DigestStatus OfAchievement(KpiResult? result)
    {
        if (result?.Value is not { } value) return DigestStatus.None("No target");
        if (!result.ToDate) return Pace.Of(value);
        return result.Part("pace") is { } pace ? (Pace with { Words = ("On pace", "Just behind", "Behind") }).Of(pace) : DigestStatus.None("Too early");
    }

    /// <summary>Pipeline coverage against what is required. A met quota is never red.</summary>
    public static DigestStatus OfCoverage(KpiResult? result)
    {
        if (IsQuotaMet(result)) return DigestStatus.Good("Quota met");
        if (result?.Value is not { } value) return DigestStatus.None("No target");
        var required = Required(result);
        return new StatusBand("coverage", required, required * AmberCover, ("Enough", "Thin", "Too low")).Of(value);
    }

    /// <summary>Cover needed: the result's own target or part, else the default.</summary>
    public static decimal Required(KpiResult? result) => result?.Target ?? result?.Part("required") ?? RequiredCover;

    /// <summary>Whether coverage has no value because the quota is met.</summary>
    public static bool IsQuotaMet(KpiResult? result) =>
        result is { Value: null, Reason: { } reason } && reason.StartsWith("quota met", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stale deals by their share of all open deals.</summary>
    public static DigestStatus OfStale(KpiResult? result) => Stale.Of(result?.Part("shareOfOpen"));

    /// <summary>Quota attainment once the quarter is over: share of reps, or a rep's own share of quota.</summary>
    public static DigestStatus OfAttainment(KpiResult? result)
    {
        if (result?.Value is not { } value) return DigestStatus.None("No target");
        if (result.ToDate) return DigestStatus.None("Running");
        var band = result.Scope?.Kind == ScopeKind.Rep ? Pace : Attainment;
        return (band with { Words = Attainment.Words }).Of(value);
    }
}
