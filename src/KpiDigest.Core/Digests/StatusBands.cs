using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Languages;

namespace KpiDigest.Core.Digests;

/// <summary>
/// The bands (catalogue, section 5) with the installation's bounds. A KPI without a band has no target and gets no verdict: win rate, average deal, sales cycle, CAC,
/// pipeline created and website traffic speak by signals only.
/// </summary>
/// <param name="limits">Bounds of green and amber.</param>
/// <param name="texts">The language of the words; null: verdicts without words, for what is not read.</param>
public sealed class StatusBands(BandLimits limits, LanguageTexts? texts = null)
{
    /// <summary>Pace and final target achievement.</summary>
    public StatusBand Pace { get; } = new("pace", limits.Pace.Green, limits.Pace.Amber, Words(texts, "status.target-met", "status.just-short", "status.missed"));

    /// <summary>Share of reps at or above quota.</summary>
    public StatusBand Attainment { get; } = new("quota-attainment", limits.Attainment.Green, limits.Attainment.Amber, Words(texts, "status.met", "status.just-short", "status.missed"));

    /// <summary>Forecast accuracy 4 weeks before the end.</summary>
    public StatusBand ForecastAt4 { get; } = new("forecast at 4 weeks", limits.ForecastAt4.Green, limits.ForecastAt4.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Forecast accuracy 12 weeks before the end.</summary>
    public StatusBand ForecastAt12 { get; } = new("forecast at 12 weeks", limits.ForecastAt12.Green, limits.ForecastAt12.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Size of the forecast's bias, whichever its sign.</summary>
    public StatusBand Bias { get; } = new("forecast bias", limits.Bias.Green, limits.Bias.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Share of due deals that slipped.</summary>
    public StatusBand Slippage { get; } = new("slippage", limits.Slippage.Green, limits.Slippage.Amber, Words(texts, "status.little", "status.some", "status.too-much"));

    /// <summary>Share of open deals that are stale.</summary>
    public StatusBand Stale { get; } = new("stale", limits.Stale.Green, limits.Stale.Amber, Words(texts, "status.few", "status.some", "status.too-many"));

    /// <summary>Share of open deals that were touched.</summary>
    public StatusBand Touched { get; } = new("touched", limits.Touched.Green, limits.Touched.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Share of reps coached in 14 days.</summary>
    public StatusBand Coached { get; } = new("coached", limits.Coached.Green, limits.Coached.Amber, Words(texts, "status.enough", "status.some", "status.too-few"));

    /// <summary>Share of a lead's internal hours that is coaching.</summary>
    public StatusBand LeadShare { get; } = new("leadShare", limits.LeadShare.Green, limits.LeadShare.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Rep retention.</summary>
    public StatusBand Retention { get; } = new("retention", limits.Retention.Green, limits.Retention.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>eNPS, from -100 to 100.</summary>
    public StatusBand Enps { get; } = new("eNPS", limits.Enps.Green, limits.Enps.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Response rate of surveys.</summary>
    public StatusBand Response { get; } = new("response", limits.Response.Green, limits.Response.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Share of reps below the bar.</summary>
    public StatusBand NeedsHelp { get; } = new("needs-help", limits.NeedsHelp.Green, limits.NeedsHelp.Amber, Words(texts, "status.few", "status.some", "status.many"));

    /// <summary>Goal concentration.</summary>
    public StatusBand Concentration { get; } = new("concentration", limits.Concentration.Green, limits.Concentration.Amber, Words(texts, "status.broad", "status.narrow", "status.few-carry"));

    /// <summary>Gross revenue retention.</summary>
    public StatusBand Grr { get; } = new("GRR", limits.Grr.Green, limits.Grr.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>Net revenue retention.</summary>
    public StatusBand Nrr { get; } = new("NRR", limits.Nrr.Green, limits.Nrr.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>CLV ÷ CAC.</summary>
    public StatusBand ClvToCac { get; } = new("CLV:CAC", limits.ClvToCac.Green, limits.ClvToCac.Amber, Words(texts, "status.good", "status.watch", "status.poor"));

    /// <summary>The catalogue's bounds.</summary>
    public static StatusBands Default { get; } = new(new BandLimits());

    /// <summary>Share of the required cover from which it is amber.</summary>
    public decimal AmberCover => limits.AmberCover;

    /// <summary>The same bands with their words in a language.</summary>
    public StatusBands In(LanguageTexts language) => new(limits, language);

    /// <summary>All bands but that of coverage, which depends on what is required.</summary>
    public IReadOnlyList<StatusBand> All =>
    [
        Pace, Attainment, ForecastAt4, ForecastAt12, Bias, Slippage, Stale, Touched, Coached, LeadShare, Retention, Enps, Response, NeedsHelp, Concentration,
        Grr, Nrr, ClvToCac,
    ];

    /// <summary>The band a KPI's own value is judged by, as <see cref="Of"/> does; null: none, or it depends on more than the value.</summary>
    public StatusBand? BandOf(KpiResult result) => result.Kpi switch
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
    public DigestStatus Of(KpiResult result) => result.Kpi switch
    {
        KpiIds.TargetAchievement => OfAchievement(result),
        KpiIds.QuotaAttainment => OfAttainment(result),
        KpiIds.PipelineCoverage => OfCoverage(result),
        KpiIds.StaleDeals => OfStale(result),
        _ => BandOf(result)?.Of(result.Value) ?? DigestStatus.None(""),
    };

    /// <summary>Target achievement: by pace while the quarter runs, by the value once it is over.</summary>
    public DigestStatus OfAchievement(KpiResult? result)
    {
        if (result?.Value is not { } value) return DigestStatus.None(Word(texts, "status.no-target"));
        if (!result.ToDate) return Pace.Of(value);
        return result.Part("pace") is { } pace ? (Pace with { Words = Words(texts, "status.on-pace", "status.just-behind", "status.behind") }).Of(pace) : DigestStatus.None(Word(texts, "status.too-early"));
    }

    /// <summary>Pipeline coverage against what is required. A met quota is never red.</summary>
    public DigestStatus OfCoverage(KpiResult? result)
    {
        if (IsQuotaMet(result)) return DigestStatus.Good(Word(texts, "status.quota-met"));
        if (result?.Value is not { } value) return DigestStatus.None(Word(texts, "status.no-target"));
        var required = Required(result);
        return new StatusBand("coverage", required, required * AmberCover, Words(texts, "status.enough", "status.thin", "status.too-low")).Of(value);
    }

    /// <summary>Cover needed: the result's own target or part, else the default.</summary>
    public decimal Required(KpiResult? result) => result?.Target ?? result?.Part("required") ?? limits.RequiredCover;

    /// <summary>Whether coverage has no value because the quota is met.</summary>
    public static bool IsQuotaMet(KpiResult? result) =>
        result is { Value: null, Reason: { } reason } && reason.StartsWith("quota met", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stale deals by their share of all open deals.</summary>
    public DigestStatus OfStale(KpiResult? result) => Stale.Of(result?.Part("shareOfOpen"));

    /// <summary>Quota attainment once the quarter is over: share of reps, or a rep's own share of quota.</summary>
    public DigestStatus OfAttainment(KpiResult? result)
    {
        if (result?.Value is not { } value) return DigestStatus.None(Word(texts, "status.no-target"));
        if (result.ToDate) return DigestStatus.None(Word(texts, "status.running"));
        var band = result.Scope?.Kind == ScopeKind.Rep ? Pace : Attainment;
        return (band with { Words = Attainment.Words }).Of(value);
    }

    private static (string Good, string Warn, string Bad) Words(LanguageTexts? texts, string good, string warn, string bad) => (Word(texts, good), Word(texts, warn), Word(texts, bad));

    private static string Word(LanguageTexts? texts, string key) => texts?.Of(key) ?? "";
}
