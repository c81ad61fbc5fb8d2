using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The five figures of the first screen, in the catalogue's order.</summary>
internal static class WeeklyRows
{
    public static IReadOnlyList<DigestRow> Compose(DigestWriting writing)
    {
        var figures = writing.Figures;
        var rows = new List<DigestRow>();
        if (figures.Result(KpiIds.TargetAchievement) is { } target) rows.Add(QuarterRows.Achievement(writing, target));
        if (figures.Result(KpiIds.PipelineCoverage) is { } coverage) rows.Add(QuarterRows.Coverage(writing, coverage));
        if (figures.Result(KpiIds.WinRate) is { } winRate) rows.Add(WeekRows.WinRate(writing, winRate));
        if (Fourth(writing) is { } fourth) rows.Add(fourth);
        if (Fifth(writing) is { } fifth) rows.Add(fifth);
        return [.. rows.Select(r => Partial(writing, r))];
    }

    /// <summary>A row of a figure that has a value; without target, verdict and bar.</summary>
    public static DigestRow Row(KpiResult result, string name, string value, RowDelta delta) => new()
    {
        Kpi = result.Kpi,
        Name = name,
        Value = value,
        HasValue = true,
        Detail = "",
        Delta = delta.Change,
        DeltaTone = delta.Tone,
        Before = delta.Before,
        Note = "",
        Target = "",
        Status = DigestStatus.None(""),
        HasStatus = false,
        Bar = null,
    };

    /// <summary>A row of a figure that is missing: why, and what can be said instead.</summary>
    public static DigestRow Missing(DigestWriting writing, KpiResult result, string name, string instead = "", string reason = "") =>
        Row(result, name, writing.Wording.Say(InsightKeys.RowNoData), new RowDelta("", "muted", "")) with
        {
            HasValue = false,
            Detail = reason.Length > 0 ? reason : writing.Missing(result),
            Before = instead,
        };

    // Without history every deal is where it was: a share of 0 % would praise what is not known.
    private static DigestRow? Fourth(DigestWriting writing)
    {
        var slippage = writing.Figures.Result(KpiIds.Slippage);
        var known = slippage is not null && !slippage.Parts.Any(p => p is { Name: "history", Text: "none" });
        if (slippage is { Value: { } slipped } && known) return QuarterRows.Slippage(writing, slippage, slipped);
        if (writing.Figures.Result(KpiIds.WonRevenue) is not { } won) return null;
        var why = slippage is null ? "" : known ? writing.Missing(slippage) : writing.Wording.Say(InsightKeys.RowNoHistory);
        return WeekRows.Won(writing, won) with { Note = Instead(writing, InsightKeys.RowSlippage, why) };
    }

    private static DigestRow? Fifth(DigestWriting writing)
    {
        if (PeopleRows.Of(writing) is { } people) return people;
        if (writing.Figures.Result(KpiIds.StaleDeals) is not { } stale) return null;
        var missing = PeopleRows.Source(writing.Figures);
        var what = missing?.Kpi == KpiIds.CoachingHours ? InsightKeys.RowCoaching : InsightKeys.RowOnPaceReps;
        return WeekRows.Stale(writing, stale) with { Note = Instead(writing, what, missing?.Reason is null ? "" : writing.Missing(missing)) };
    }

    private static string Instead(DigestWriting writing, string what, string why) => why.Length == 0 ? ""
        : writing.Wording.Say(InsightKeys.RowInstead, InsightValue.Key("name", what), InsightValue.Words("reason", why));

    // What holds for a part of the records only must not pass for the whole.
    private static DigestRow Partial(DigestWriting writing, DigestRow row) => writing.Figures.Result(row.Kpi) is { Status: KpiStatus.Partial } result
        ? row with { Note = writing.Wording.Say(InsightKeys.RowPartial, InsightValue.Words("reason", writing.Missing(result))) } : row;
}
