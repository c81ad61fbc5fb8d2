using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The fifth figure: reps on pace for the company, reps coached for a team; none for a rep, or where it has no value.</summary>
internal static class PeopleRows
{
    /// <summary>The result the fifth figure is made from.</summary>
    public static KpiResult? Source(DigestFigures figures) => figures.Scope.Kind switch
    {
        ScopeKind.Company => figures.Result(KpiIds.QuotaAttainment),
        ScopeKind.Team => figures.Result(KpiIds.CoachingHours),
        _ => null,
    };

    public static DigestRow? Of(DigestWriting writing) => writing.Figures.Scope.Kind == ScopeKind.Company
        ? OnPace(writing, Source(writing.Figures)) : Coached(writing, Source(writing.Figures));

    private static DigestRow? OnPace(DigestWriting writing, KpiResult? result)
    {
        if (result?.Part("onPace") is not { } pace || result.Denominator is not > 0) return null;
        var wording = writing.Wording;
        return Row(
            writing,
            result,
            wording.Say(InsightKeys.RowOnPace, InsightValue.Quarter(writing.Figures.Quarter)),
            pace / result.Denominator.Value,
            wording.Say(InsightKeys.RowOnPaceDetail, InsightValue.Count("count", result.Denominator.Value), InsightValue.Count("pace", pace)),
            writing.Bands.Attainment with { Words = writing.Bands.Coached.Words });
    }

    private static DigestRow? Coached(DigestWriting writing, KpiResult? result)
    {
        if (result?.Part("coachedShare") is not { } share || result.Value is not { } hours) return null;
        var wording = writing.Wording;
        var who = result.Part("coached") is { } coached && result.Denominator is { } reps
            ? wording.Say(InsightKeys.RowCoachedReps, InsightValue.Count("count", reps), InsightValue.Count("coached", coached)) : "";
        var each = wording.Say(InsightKeys.RowCoachedHours, InsightValue.Words("hours", writing.Format.Number(hours, 1)));
        return Row(writing, result, wording.Say(InsightKeys.RowCoached), share, wording.Join([who, each]), writing.Bands.Coached);
    }

    private static DigestRow Row(DigestWriting writing, KpiResult result, string name, decimal value, string detail, StatusBand band) =>
        WeeklyRows.Row(result, name, writing.Format.Percent(value), new RowDelta("", "muted", "")) with
        {
            Detail = detail,
            Target = writing.Wording.Say(InsightKeys.RowTargetIs, InsightValue.Percent("target", band.Green)),
            Status = band.Of(value),
            HasStatus = true,
            Bar = BulletBar.Draw(value, band.Green, band.Amber, 1m),
        };
}
