using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The fifth figure: reps on pace for the company, reps coached for a team; none for a rep, or where it has no value.</summary>
internal static class PeopleRows
{
    public static DigestRow? Of(DigestWriting writing) => writing.Figures.Scope.Kind switch
    {
        ScopeKind.Company => OnPace(writing, writing.Figures.Result(KpiIds.QuotaAttainment)),
        ScopeKind.Team => Coached(writing, writing.Figures.Result(KpiIds.CoachingHours)),
        _ => null,
    };

    private static DigestRow? OnPace(DigestWriting writing, KpiResult? result)
    {
        if (result?.Part("onPace") is not { } reps || result.Denominator is not > 0) return null;
        var format = writing.Format;
        return Row(
            writing,
            result,
            "Reps on pace, " + DigestWriting.QuarterName(writing.Figures.Quarter),
            reps / result.Denominator.Value,
            $"{format.Count(reps)} of {format.Count(result.Denominator.Value)} reps with a quota",
            writing.Bands.Attainment with { Words = ("Enough", "Some", "Too few") });
    }

    private static DigestRow? Coached(DigestWriting writing, KpiResult? result)
    {
        if (result?.Part("coachedShare") is not { } share || result.Value is not { } hours) return null;
        var format = writing.Format;
        return Row(
            writing,
            result,
            "Coached in 14 days",
            share,
            (result.Part("coached") is { } coached && result.Denominator is { } reps ? $"{format.Count(coached)} of {format.Count(reps)} reps, " : "")
                + $"{format.Number(hours, 1)} hours each in 28 days",
            writing.Bands.Coached);
    }

    private static DigestRow Row(DigestWriting writing, KpiResult result, string name, decimal value, string detail, StatusBand band) => new()
    {
        Kpi = result.Kpi,
        Name = name,
        Value = writing.Format.Percent(value),
        HasValue = true,
        Detail = detail,
        Delta = "",
        Target = $"Target {writing.Format.Percent(band.Green)}",
        Status = band.Of(value),
        HasStatus = true,
        Bar = BulletBar.Draw(value, band.Green, band.Amber, 1m),
    };
}
