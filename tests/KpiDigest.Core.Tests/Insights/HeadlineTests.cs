using KpiDigest.Core.Digests;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;
using EndedQuarter = KpiDigest.Core.Digests.EndedQuarter;

namespace KpiDigest.Core.Tests.Insights;

/// <summary>Which of the catalogue's headlines holds: each fires, and does not just below its limit.</summary>
public sealed class HeadlineTests
{
    private static readonly KpiResult HighWon = AWeek.Won(400, "high");

    [Fact]
    public void A_quarter_that_ended_comes_before_all_else()
    {
        var figures = AWeek.With(HighWon, AWeek.Target(low: 1, high: 2), AWeek.Cover(1), AWeek.Slipped(500_000)) with { Ended = new EndedQuarter(AWeek.Quarter, AWeek.Won(900_000), null) };
        Assert.Equal("headline.quarter-ended", Key(figures));
        Assert.Equal("headline.quarter-ended.of-quota", Key(figures with { Ended = figures.Ended with { Achievement = AWeek.Target() } }));
        Assert.Equal("headline.quarter-ended.no-data", Key(figures with { Ended = figures.Ended with { Won = AWeek.Won(null) } }));
    }

    [Theory]
    [InlineData(700_000, 999_999, "headline.landing.below")]
    [InlineData(700_000, 1_000_000, "headline.coverage")]
    [InlineData(1_000_000, 1_200_000, "headline.coverage")]
    [InlineData(1_000_001, 1_200_000, "headline.landing.above")]
    public void Then_a_landing_that_lies_wholly_on_one_side_of_the_quota(int low, int high, string key) =>
        Assert.Equal(key, Key(AWeek.With(HighWon, AWeek.Target(low: low, high: high), AWeek.Cover(1), AWeek.Slipped(500_000))));

    [Fact]
    public void A_landing_that_lay_there_a_week_ago_is_no_news()
    {
        var figures = AWeek.With(AWeek.Won(), AWeek.Target(low: 700_000, high: 900_000));
        Assert.Equal("headline.landing.below", Key(figures));
        Assert.Equal("headline.landing.below", Key(figures.After(AWeek.Target(low: 1_100_000, high: 1_200_000))));
        Assert.Equal("headline.normal.pace", Key(figures.After(AWeek.Target(low: 800_000, high: 990_000))));
    }

    [Fact]
    public void What_was_said_of_another_quarter_does_not_make_it_old()
    {
        var before = AWeek.Target(low: 800_000, high: 990_000) with { Period = AWeek.Calendar.Previous(AWeek.Quarter) };
        Assert.Equal("headline.landing.below", Key(AWeek.With(AWeek.Won(), AWeek.Target(low: 700_000, high: 900_000)).After(before)));
    }

    [Theory]
    [InlineData(2.399, "headline.coverage")]
    [InlineData(2.4, "signal.high")]
    public void Then_a_cover_that_is_newly_red(decimal cover, string key) =>
        Assert.Equal(key, Key(AWeek.With(HighWon, AWeek.Target(), AWeek.Cover(cover), AWeek.Slipped(500_000)).After(AWeek.Cover(2.5m))));

    [Fact]
    public void A_cover_that_was_red_a_week_ago_is_no_news() =>
        Assert.Equal("headline.normal.pace", Key(AWeek.With(AWeek.Won(), AWeek.Target(), AWeek.Cover(1.2m)).After(AWeek.Cover(1.3m))));

    [Fact]
    public void Then_the_largest_signal()
    {
        var rate = AWeek.Charted("win-rate", KpiUnit.Ratio, 0.05m, "low", new(0.30m, 0.20m, 0.40m));
        var headline = WeeklyInsights.Headline(AWeek.With(HighWon, rate, AWeek.Target(), AWeek.Slipped(500_000)));
        Assert.Equal(("signal.low", "win-rate", 2.5m), (headline.Key, headline.Kpi, headline.Rank));
        Assert.Empty(headline.Causes);
    }

    [Theory]
    [InlineData(150_001, 50_000, "headline.slipped")]
    [InlineData(150_000, 50_000, "headline.normal.pace")]
    [InlineData(100_001, null, "headline.slipped")]
    [InlineData(900_000, 900_000, "headline.normal.pace")]
    public void Then_more_than_a_tenth_of_the_quota_slipped_this_week(int now, int? before, string key)
    {
        var figures = AWeek.With(AWeek.Won(), AWeek.Target(), AWeek.Slipped(now));
        Assert.Equal(key, Key(before is { } then ? figures.After(AWeek.Slipped(then)) : figures));
    }

    [Fact]
    public void Else_the_week_is_within_its_normal_range_with_the_pace()
    {
        Assert.Equal("headline.normal.pace", Key(AWeek.With(AWeek.Won(), AWeek.Target())));
        Assert.Equal("headline.normal", Key(AWeek.With(AWeek.Won())));
        Assert.Equal("headline.normal", Key(AWeek.With(AWeek.Won(), AWeek.Target(pace: null))));
    }

    [Theory]
    [InlineData("not-charted")]
    [InlineData("no-history")]
    [InlineData("too-few")]
    public void A_week_that_was_not_judged_is_not_called_normal(string signal) =>
        Assert.Equal("headline.plain.pace", Key(AWeek.With(AWeek.Won(400, signal), AWeek.Target())));

    [Fact]
    public void Missing_data_is_said() => Assert.Equal("headline.no-data", Key(AWeek.With(AWeek.Won(null))));

    private static string Key(DigestFigures figures) => WeeklyInsights.Headline(figures).Key;
}
