using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Tests.Rendering;

/// <summary>What the five rows and the lists say, and in which colour.</summary>
public sealed class WeeklyRowsTests
{
    private static readonly Dictionary<(FactKind Kind, string Id), NamedRecord> NoNames = [];

    [Theory]
    [InlineData("pipeline-coverage", 3.2, "▲\u00A0+0.4×", "good")]
    [InlineData("pipeline-coverage", 2.5, "▼\u00A0−0.3×", "bad")]
    [InlineData("slippage", 0.30, "▲\u00A0+6.0\u00A0pts", "bad")]
    [InlineData("slippage", 0.19, "▼\u00A0−5.0\u00A0pts", "good")]
    [InlineData("slippage", 0.2401, "unchanged", "muted")]
    [InlineData("target-achievement", 0.95, "▲\u00A0+5.1\u00A0pts", "muted")]
    public void A_change_since_the_week_before_follows_the_polarity(string kpi, double value, string delta, string tone)
    {
        var figures = FullWeeks.Team();
        var before = figures.Results.ToDictionary(r => r.Key, r => r.Value);
        before["slippage"] = FullWeeks.Slippage(0.24m, 25, 114, 1_640_000);
        var row = Row(FullWeeks.With(figures, figures.Results[kpi] with { Value = (decimal)value }) with { WeekBefore = before }, kpi);
        Assert.Equal((delta, tone), (row.Delta, row.DeltaTone));
        Assert.StartsWith("week before ", row.Before, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_week_before_of_the_same_quarter_the_previous_quarter_at_this_day_is_compared()
    {
        var row = Row(SomeFigures.Weekly(), "target-achievement");
        Assert.Equal(("▲\u00A0+2.9\u00A0pts", "good", "Q3 2017 at this day 87%"), (row.Delta, row.DeltaTone, row.Before));
    }

    [Theory]
    [InlineData(SignalNames.None, "○ Within normal range")]
    [InlineData(SignalNames.High, "▲ Above normal range")]
    [InlineData(SignalNames.Low, "▼ Below normal range")]
    [InlineData(SignalNames.TooFew, "○ ")]
    public void A_figure_without_a_target_is_judged_by_signals_only(string signal, string status)
    {
        var figures = FullWeeks.Team();
        var row = Row(FullWeeks.With(figures, figures.Results["win-rate"] with { Signal = signal }), "win-rate");
        Assert.Equal(status, $"{row.Status.Shape} {row.Status.Word}");
        Assert.Equal(signal != SignalNames.TooFew, row.HasStatus);
    }

    [Theory]
    [InlineData(0.02, "bad")]
    [InlineData(0.20, "muted")]
    public void A_fall_of_the_win_rate_is_red_only_where_chance_does_not_explain_it(double p, string tone)
    {
        var figures = SomeWeeks.Signals();
        Assert.Equal(tone, Row(figures with { RateMove = figures.RateMove! with { P = p } }, "win-rate").DeltaTone);
    }

    [Theory]
    [InlineData(1_000_000, "unchanged")]
    [InlineData(0, "▲\u00A0new")]
    [InlineData(null, "")]
    public void A_week_before_of_nothing_is_new_and_an_unknown_one_is_not_compared(int? before, string delta)
    {
        var figures = SomeFigures.Weekly();
        Assert.Equal(delta, Row(FullWeeks.With(figures, SomeFigures.Won(1_000_000, before, 12)), "won-revenue").Delta);
    }

    [Fact]
    public void What_holds_for_a_part_only_is_marked()
    {
        var figures = FullWeeks.Team();
        var row = Row(FullWeeks.With(figures, figures.Results["win-rate"] with { Status = KpiStatus.Partial, Reason = "deals are known until Dec 23 only" }), "win-rate");
        Assert.Equal("Partial: Deals are known until Dec 23 only", row.Note);
    }

    [Fact]
    public void A_figure_that_stands_for_a_missing_one_says_so() =>
        Assert.Equal("No figure for coaching: Calls were last synced on 2017-12-16 23:10", Row(FullWeeks.Late(), "stale-deals").Note);

    [Fact]
    public void At_most_four_changes_are_told_and_wins_and_losses_always()
    {
        var changes = Compose(SomeWeeks.Signals()).Changes;
        Assert.Equal(4, changes.Count);
        Assert.StartsWith("Won revenue", changes[0].Fact, StringComparison.Ordinal);
        Assert.StartsWith("Win rate over 13 weeks", changes[1].Fact, StringComparison.Ordinal);
        Assert.All(changes.TakeLast(2), c => Assert.Single(c.Deals));
    }

    [Fact]
    public void One_week_is_no_trend_and_few_weeks_stand_at_the_end_of_thirteen()
    {
        var figures = SomeFigures.Weekly();
        DigestTrend? Of(int weeks) => Compose(figures with
        {
            Trends = new Dictionary<string, IReadOnlyList<TrendPoint>> { ["won-revenue"] = [.. figures.Trend("won-revenue").TakeLast(weeks)] },
        }).Trend;
        Assert.Null(Of(1));
        var trend = Of(3)!;
        Assert.Equal(13, trend.Columns.Count);
        Assert.All(trend.Columns.Take(10), c => Assert.Equal("card", Assert.Single(c.Cells).Tone));
        Assert.Equal(3, trend.Blocks.Length);
    }

    [Theory]
    [InlineData("mailto:digest@example.com?subject=unsubscribe%20weekly", "mailto:digest@example.com?subject=unsubscribe%20weekly", false)]
    [InlineData("https://kpi.example.com/u/1", "https://kpi.example.com/u/1", false)]
    [InlineData("javascript:alert(1)", "", true)]
    [InlineData("mailto:a@example.com\r\nBcc: b@example.com", "", true)]
    [InlineData("", "", true)]
    public void The_footer_links_to_the_way_out_or_names_who_knows_it(string link, string printed, bool administrator)
    {
        var footer = Compose(SomeFigures.Weekly(), link).Footer;
        Assert.Equal((printed, administrator), (footer.Unsubscribe, footer.Why.Contains("administrator", StringComparison.Ordinal)));
    }

    private static DigestRow Row(DigestFigures figures, string kpi) => Compose(figures).Rows.Single(r => r.Kpi == kpi);

    private static WeeklyDigest Compose(DigestFigures figures, string unsubscribe = "") =>
        WeeklyComposer.Compose(figures, NoNames, SomeFigures.Audience() with { Unsubscribe = unsubscribe });
}
