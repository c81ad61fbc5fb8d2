using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>Headline, subject and preheader. One rule decides: the first that holds. No rule claims a signal.</summary>
internal static class WeeklyHeadline
{
    public static string Headline(DigestWriting writing)
    {
        if (writing.Figures.Ended is { } ended) return Ended(writing, ended);
        var coverage = writing.Figures.Result(KpiIds.PipelineCoverage);
        if (StatusBands.OfCoverage(coverage).Tone == "bad") return LowCover(writing, coverage!);
        return Plain(writing);
    }

    public static string Subject(DigestWriting writing)
    {
        var figures = writing.Figures;
        var format = writing.Format;
        var week = DigestWriting.WeekName(figures.Period);
        if (figures.Ended is { Won.Value: { } total } ended)
            return Short($"{week}: {DigestWriting.QuarterName(ended.Quarter)} closed at {format.Money(total)}{OfQuota(writing, ended)}");
        var won = figures.Result(KpiIds.WonRevenue);
        var start = won?.Value is { } value ? $"{week}: won {format.Money(value)}{InBrackets(writing, won, value)}" : $"{week}: no figure for won revenue";
        var coverage = figures.Result(KpiIds.PipelineCoverage);
        if (coverage?.Value is { } cover && StatusBands.OfCoverage(coverage).Tone == "bad")
            return Short($"{start}, cover {format.Multiple(cover)} is below {format.Multiple(StatusBands.Required(coverage))}");
        return figures.Result(KpiIds.TargetAchievement) is { ToDate: true } target && target.Part("pace") is { } pace
            ? Short($"{start}, pace {format.Percent(pace)} of plan") : Short(start);
    }

    public static string Preheader(DigestWriting writing, IReadOnlyList<DigestRow> rows, IReadOnlyList<DigestAction> actions)
    {
        var second = rows.FirstOrDefault(r => r.HasValue && r.Kpi == KpiIds.WinRate) ?? rows.FirstOrDefault(r => r.HasValue);
        var ask = actions.Count > 0 ? $" {actions[0].Lead}." : " No open deal is overdue, due soon or stale.";
        string[] tries = second is null
            ? ["Some figures are missing; the mail says which and why." + ask, "Some figures are missing; the mail says which and why."]
            : [$"{second.Name}: {second.Value} ({second.Detail}).{ask}", $"{second.Name}: {second.Value}.{ask}"];
        return DigestText.Cut(Array.Find(tries, t => t.Length <= 90) ?? tries[^1], 90);
    }

    private static string Ended(DigestWriting writing, EndedQuarter ended)
    {
        var format = writing.Format;
        var name = DigestWriting.QuarterName(ended.Quarter);
        if (ended.Won.Value is not { } won) return $"{name} ended this week; won revenue is missing: {DigestWriting.Missing(ended.Won)}";
        if (ended.Achievement is { Value: { } share, Denominator: { } quota })
            return $"{name} closed at {format.Money(won)}, {format.Percent(share)} of the {format.Money(quota)} quota";
        return $"{name} closed at {format.Money(won)} won{Than(writing, ended.Won, won)}";
    }

    private static string LowCover(DigestWriting writing, KpiResult coverage)
    {
        var format = writing.Format;
        var won = writing.Figures.Result(KpiIds.WonRevenue);
        var start = won?.Value is { } value ? $"Won {format.Money(value)} this week, but pipeline" : "Pipeline";
        return $"{start} cover of {format.Multiple(coverage.Value!.Value)} is below the {format.Multiple(StatusBands.Required(coverage))} needed for {DigestWriting.QuarterName(writing.Figures.Quarter)}";
    }

    private static string Plain(DigestWriting writing)
    {
        var format = writing.Format;
        if (writing.Figures.Result(KpiIds.WonRevenue) is not { } won || won.Value is not { } value)
            return $"No figure for won revenue this week: {DigestWriting.Missing(writing.Figures.Result(KpiIds.WonRevenue))}";
        var start = $"Won {format.Money(value)} this week{Than(writing, won, value)}";
        return writing.Figures.Result(KpiIds.TargetAchievement) is { ToDate: true } target && target.Part("pace") is { } pace
            ? $"{start}; the quarter stands at {format.Percent(pace)} of plan to date" : start;
    }

    private static string Than(DigestWriting writing, KpiResult result, decimal value)
    {
        if (result.Previous is not { Value: { } before } previous) return "";
        var when = previous.Period.Kind == Periods.PeriodKind.Week ? "the week before" : DigestWriting.QuarterName(previous.Period);
        if (before == value) return $", as much as {when}";
        var size = writing.Format.Money(Math.Abs(value - before));
        return value > before ? $", {size} more than {when}" : $", {size} less than {when}";
    }

    private static string OfQuota(DigestWriting writing, EndedQuarter ended) =>
        ended.Achievement?.Value is { } share ? $", {writing.Format.Percent(share)} of quota" : InBrackets(writing, ended.Won, ended.Won.Value!.Value);

    private static string InBrackets(DigestWriting writing, KpiResult result, decimal value) =>
        result.Previous?.Value is > 0 ? $" ({writing.Relative(result.Previous, value)})" : "";

    private static string Short(string subject) => DigestText.Cut(DigestText.Clean(subject, 200), 70);
}
