using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>Headline, subject and preheader in the reader's language.</summary>
internal static class WeeklyHeadline
{
    private const int LongestSubject = 70;
    private const int LongestPreheader = 90;

    public static string Headline(DigestWriting writing) => writing.Wording.Sentence(WeeklyInsights.Headline(writing.Figures));

    public static string Subject(DigestWriting writing)
    {
        var figures = writing.Figures;
        if (figures.Ended is { Won.Value: { } total } ended) return Short(Ended(writing, ended, total));
        var start = Start(writing, figures.Result(KpiIds.WonRevenue));
        var coverage = figures.Result(KpiIds.PipelineCoverage);
        if (coverage?.Value is { } cover && writing.Bands.OfCoverage(coverage).IsBad)
            return Short(writing.Wording.Say(InsightKeys.SubjectCover, start, InsightValue.Multiple("cover", cover), InsightValue.Multiple("required", writing.Bands.Required(coverage))));
        return figures.Result(KpiIds.TargetAchievement) is { ToDate: true } target && target.Part("pace") is { } pace
            ? Short(writing.Wording.Say(InsightKeys.SubjectPace, start, InsightValue.Percent("pace", pace))) : Short(start.Text);
    }

    public static string Preheader(DigestWriting writing, IReadOnlyList<DigestRow> rows, IReadOnlyList<DigestAction> actions)
    {
        var second = rows.FirstOrDefault(r => r.HasValue && r.Kpi == KpiIds.WinRate) ?? rows.FirstOrDefault(r => r.HasValue);
        var ask = InsightValue.Words("ask", actions.Count > 0 ? actions[0].Lead + "." : writing.Wording.Say(InsightKeys.PreheaderNothing));
        if (second is null) return DigestText.Cut(writing.Wording.Say(InsightKeys.PreheaderMissing, ask), LongestPreheader);
        InsightValue[] figure = [InsightValue.Words("name", second.Name), InsightValue.Words("value", second.Value), InsightValue.Words("detail", second.Detail), ask];
        var whole = writing.Wording.Say(InsightKeys.PreheaderFigure, figure);
        return DigestText.Cut(whole.Length <= LongestPreheader ? whole : writing.Wording.Say(InsightKeys.PreheaderShort, figure), LongestPreheader);
    }

    private static string Ended(DigestWriting writing, EndedQuarter ended, decimal total)
    {
        InsightValue[] values = [InsightValue.Week(writing.Figures.Period), InsightValue.Quarter(ended.Quarter), InsightValue.Money("won", total)];
        if (ended.Achievement?.Value is { } share) return writing.Wording.Say(InsightKeys.SubjectEndedOfQuota, [.. values, InsightValue.Percent("share", share)]);
        return Change(writing, ended.Won, total) is { } change
            ? writing.Wording.Say(InsightKeys.SubjectEndedChange, [.. values, change]) : writing.Wording.Say(InsightKeys.SubjectEnded, values);
    }

    private static InsightValue Start(DigestWriting writing, KpiResult? won)
    {
        var week = InsightValue.Week(writing.Figures.Period);
        if (won?.Value is not { } value) return InsightValue.Words("start", writing.Wording.Say(InsightKeys.SubjectNoData, week));
        var money = InsightValue.Money("won", value);
        return InsightValue.Words("start", Change(writing, won, value) is { } change
            ? writing.Wording.Say(InsightKeys.SubjectWonChange, week, money, change) : writing.Wording.Say(InsightKeys.SubjectWon, week, money));
    }

    private static InsightValue? Change(DigestWriting writing, KpiResult result, decimal value) =>
        result.Previous?.Value is > 0 ? InsightValue.Words("change", writing.Relative(result.Previous, value)) : null;

    private static string Short(string subject) => DigestText.Cut(DigestText.Clean(subject, 200), LongestSubject);
}
