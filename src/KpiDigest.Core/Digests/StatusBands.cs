using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>
/// The catalogue's default bands (section 5): green from the first bound, amber from the second, else red; bounds belong to the
/// better side. A KPI without a band has no target and gets no verdict.
/// </summary>
public static class StatusBands
{
    /// <summary>Pace and final target achievement.</summary>
    public static readonly (decimal Green, decimal Amber) Pace = (1.00m, 0.90m);

    /// <summary>Share of reps at or above quota.</summary>
    public static readonly (decimal Green, decimal Amber) Attainment = (0.60m, 0.40m);

    /// <summary>Pipeline cover needed where no history says otherwise.</summary>
    public const decimal RequiredCover = 3.0m;

    /// <summary>Share of the required cover from which it is amber.</summary>
    public const decimal AmberCover = 0.8m;

    /// <summary>Share of open deals that are stale; less is better.</summary>
    public static readonly (decimal Green, decimal Amber) Stale = (0.10m, 0.20m);

    /// <summary>Target achievement: by pace while the quarter runs, by the value once it is over.</summary>
    public static DigestStatus OfAchievement(KpiResult? result)
    {
        if (result?.Value is not { } value) return DigestStatus.None("No target");
        return (result.ToDate ? result.Part("pace") : value) switch
        {
            null => DigestStatus.None("Too early"),
            var share when share >= Pace.Green => DigestStatus.Good(result.ToDate ? "On pace" : "Target met"),
            var share when share >= Pace.Amber => DigestStatus.Warn(result.ToDate ? "Just behind" : "Just short"),
            _ => DigestStatus.Bad(result.ToDate ? "Behind" : "Missed"),
        };
    }

    /// <summary>Pipeline coverage against what is required. A met quota is never red.</summary>
    public static DigestStatus OfCoverage(KpiResult? result)
    {
        if (IsQuotaMet(result)) return DigestStatus.Good("Quota met");
        if (result?.Value is not { } value) return DigestStatus.None("No target");
        var required = Required(result);
        return value >= required ? DigestStatus.Good("Enough")
            : value >= required * AmberCover ? DigestStatus.Warn("Thin")
            : DigestStatus.Bad("Too low");
    }

    /// <summary>Cover needed: the result's own target or part, else the default.</summary>
    public static decimal Required(KpiResult? result) => result?.Target ?? result?.Part("required") ?? RequiredCover;

    /// <summary>Whether coverage has no value because the quota is met.</summary>
    public static bool IsQuotaMet(KpiResult? result) =>
        result is { Value: null, Reason: { } reason } && reason.StartsWith("quota met", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stale deals by their share of all open deals.</summary>
    public static DigestStatus OfStale(KpiResult? result) => result?.Part("shareOfOpen") switch
    {
        null => DigestStatus.None("No data"),
        var share when share <= Stale.Green => DigestStatus.Good("Few"),
        var share when share <= Stale.Amber => DigestStatus.Warn("Some"),
        _ => DigestStatus.Bad("Too many"),
    };

    /// <summary>Quota attainment once the quarter is over: share of reps, or a rep's own share of quota.</summary>
    public static DigestStatus OfAttainment(KpiResult? result)
    {
        if (result?.Value is not { } value) return DigestStatus.None("No target");
        if (result.ToDate) return DigestStatus.None("Running");
        var (green, amber) = result.Scope?.Kind == ScopeKind.Rep ? Pace : Attainment;
        return value >= green ? DigestStatus.Good("Met") : value >= amber ? DigestStatus.Warn("Just short") : DigestStatus.Bad("Missed");
    }
}
