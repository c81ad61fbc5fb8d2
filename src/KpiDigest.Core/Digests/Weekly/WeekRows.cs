using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>The figures of the first screen that answer for the week or its last 13.</summary>
internal static class WeekRows
{
    public static DigestRow WinRate(DigestWriting writing, KpiResult result)
    {
        var (format, wording) = (writing.Format, writing.Wording);
        var name = wording.Say(InsightKeys.RowWinRate);
        if (TrailingValue(result.Parts.FirstOrDefault(p => p.Name == "trailing13w")) is not { } value)
            return WeeklyRows.Missing(writing, result, name, reason: wording.Say(InsightKeys.RowWinRateNone));
        var before = Pooled(writing.Figures.Trend(KpiIds.WinRate));
        return WeeklyRows.Row(result, name, format.Percent(value), SinceWeeks(writing, value, before)) with
        {
            Detail = result is { Numerator: { } won, Denominator: { } closed }
                ? wording.Say(InsightKeys.RowWinRateWeek, InsightValue.Count("won", won), InsightValue.Count("lost", closed - won))
                : wording.Say(InsightKeys.RowWinRateNoWeek),
            Target = wording.Say(InsightKeys.RowNoTarget),
            Status = Judged(writing, result),
            HasStatus = Judged(writing, result).Word.Length > 0,
            Bar = BulletBar.Draw(value, before, null, 1m),
        };
    }

    public static DigestRow Won(DigestWriting writing, KpiResult result)
    {
        var (format, wording) = (writing.Format, writing.Wording);
        var name = wording.Say(InsightKeys.RowWon);
        if (result.Value is not { } value) return WeeklyRows.Missing(writing, result, name);
        var past = writing.Figures.Trend(result.Kpi).SkipLast(1).TakeLast(12).Select(p => p.Result.Value).OfType<decimal>().ToList();
        var mean = past.Count > 0 ? past.Average() : 0m;
        return WeeklyRows.Row(result, name, format.Money(value), SinceWeek(writing, result, value)) with
        {
            Detail = wording.Join([
                result.Part("count") is { } count ? wording.Say(InsightKeys.RowWonDeals, InsightValue.Count("count", count)) : "",
                mean > 0 ? wording.Say(InsightKeys.RowWonMean, InsightValue.Count("count", past.Count), InsightValue.Money("mean", mean)) : "",
            ]),
            Target = wording.Say(InsightKeys.RowNoTarget),
            Status = Judged(writing, result),
            HasStatus = Judged(writing, result).Word.Length > 0,
            Bar = mean > 0 ? BulletBar.Draw(Math.Max(0m, value), mean, null, Math.Max(mean * 2m, value * 1.05m)) : null,
        };
    }

    public static DigestRow Stale(DigestWriting writing, KpiResult result)
    {
        var (format, wording) = (writing.Format, writing.Wording);
        var name = wording.Say(InsightKeys.RowStale);
        if (result.Value is not { } value) return WeeklyRows.Missing(writing, result, name);
        var share = result.Part("shareOfOpen");
        return WeeklyRows.Row(result, name, format.Count(value), RowDelta.Of(writing, result, true, format.Count, format.SignedCount)) with
        {
            Detail = wording.Join([
                wording.Say(InsightKeys.RowStaleDetail, InsightValue.Count("days", writing.Figures.Rules.StaleAfterDays)),
                result.Part("amount") is { } amount and not 0 ? format.Money(amount) : "",
            ]),
            Target = share is { } s
                ? wording.Say(InsightKeys.RowStaleShare, InsightValue.Percent("share", s), InsightValue.Percent("target", writing.Bands.Stale.Green))
                : wording.Say(InsightKeys.RowStaleNoOpen),
            Status = writing.Bands.OfStale(result),
            HasStatus = share is not null,
            Bar = share is { } part ? BulletBar.Draw(part, writing.Bands.Stale.Green, writing.Bands.Stale.Amber, Math.Max(0.4m, Math.Min(1m, part * 1.05m))) : null,
        };
    }

    /// <summary>Value of a trailing part: its own, or of its nested component <c>value</c>.</summary>
    public static decimal? TrailingValue(KpiPart? part) =>
        part is null ? null : part.Value ?? (part.Parts.IsDefaultOrEmpty ? null : part.Parts.FirstOrDefault(p => p.Name == "value")?.Value);

    // Figures without a target have a verdict only where the week is a signal (D12).
    private static DigestStatus Judged(DigestWriting writing, KpiResult result) => result.Signal switch
    {
        SignalNames.None => DigestStatus.None(writing.Wording.Say(InsightKeys.RowNormal)),
        SignalNames.High => DigestStatus.Good(writing.Wording.Say(InsightKeys.RowAbove)),
        SignalNames.Low => DigestStatus.Bad(writing.Wording.Say(InsightKeys.RowBelow)),
        _ => DigestStatus.None(""),
    };

    // As the signal: no colour for what chance explains.
    private static bool? Polarity(bool isNews) => isNews ? false : null;

    private static RowDelta SinceWeeks(DigestWriting writing, decimal value, decimal? before) => before is not { } then ? RowDelta.None(writing)
        : RowDelta.Of(
            writing,
            Math.Round(value - then, 3),
            writing.Format.Points(value - then),
            writing.Wording.Say(InsightKeys.BeforeWeeks, InsightValue.Percent("value", then)),
            Polarity(writing.Figures.RateMove is { IsSignificant: true }));

    private static RowDelta SinceWeek(DigestWriting writing, KpiResult result, decimal value) => result.Previous?.Value is not { } before ? RowDelta.None(writing)
        : RowDelta.Of(writing, value - before, writing.Relative(result.Previous, value), RowDelta.Week(writing, writing.Format.Money(before)), Polarity(SignalNames.IsSignal(result.Signal)));

    private static decimal? Pooled(IReadOnlyList<TrendPoint> points)
    {
        var before = points.SkipLast(13).TakeLast(13).ToList();
        var closed = before.Sum(p => p.Result.Denominator ?? 0);
        return before.Count < 13 || closed == 0 ? null : before.Sum(p => p.Result.Numerator ?? 0) / closed;
    }
}
