using KpiDigest.Core.Digests;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;
using KpiDigest.Core.Statistics;
using EndedQuarter = KpiDigest.Core.Digests.EndedQuarter;

namespace KpiDigest.Core.Tests.Insights;

/// <summary>What changed and why: a sentence only from a signal.</summary>
public sealed class ChangesTests
{
    [Fact]
    public void Signals_are_told_largest_first_and_at_most_three()
    {
        var figures = AWeek.With(
            AWeek.Won(310, "high"), Signal("average-deal", 340, "high"), Signal("pipeline-created", 20, "low"), Signal("website-traffic", 900, "high"), Signal("coaching-hours", 150, "run-low"));
        Assert.Equal(["website-traffic", "pipeline-created", "average-deal"], Changes(figures).Where(c => c.Key.StartsWith("signal.", StringComparison.Ordinal)).Select(c => c.Kpi));
    }

    [Theory]
    [InlineData("high", "signal.high", 1)]
    [InlineData("low", "signal.low", -1)]
    [InlineData("run-high", "signal.run-high", 1)]
    [InlineData("run-low", "signal.run-low", -1)]
    public void A_signal_carries_its_numbers(string signal, string key, int direction)
    {
        var found = Changes(AWeek.With(AWeek.Won(320, signal)))[0];
        Assert.Equal((key, direction, 1.2m), (found.Key, found.Direction, found.Rank));
        Assert.Equal([0, 320, 200, 100, 300], found.Values.Select(v => v.Number));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("too-few")]
    [InlineData("no-history")]
    [InlineData("not-charted")]
    public void Without_a_signal_there_is_no_sentence_about_a_change(string signal) =>
        Assert.DoesNotContain(Changes(AWeek.With(AWeek.Won(1_000, signal, AWeek.Effects(1, 2, 3)))), c => c.Direction != 0);

    [Fact]
    public void What_was_normal_is_named_in_one_line()
    {
        var normal = Assert.Single(Changes(AWeek.With(AWeek.Won(), Signal("average-deal", 200, "none"), Signal("win-rate", 1, "too-few"))), c => c.Key == "signal.normal");
        Assert.Equal(["won-revenue", "average-deal"], normal.Causes.Select(c => c.Kpi));
    }

    [Theory]
    [InlineData("no-history", true)]
    [InlineData("too-few", true)]
    [InlineData("not-charted", false)]
    [InlineData("high", false)]
    public void Where_nothing_could_be_judged_that_is_said(string signal, bool said) =>
        Assert.Equal(said, Changes(AWeek.With(AWeek.Won(320, signal))).Any(c => c.Key == "signal.not-judged"));

    [Fact]
    public void Behind_a_signal_of_won_revenue_stand_its_effects_with_split_credit()
    {
        var found = Changes(AWeek.With(AWeek.Won(400, "high", AWeek.Effects(11_116.67m, 17_483.33m, -5_800m, -1_200m))))[0];
        Assert.Equal(["effect.rate.more", "effect.closed.more", "effect.deal.less", "effect.credit.less"], found.Causes.Select(c => c.Values[0].Text));
        Assert.Equal(22_000, found.Causes.Sum(c => c.Values[1].Number));
    }

    [Fact]
    public void A_quarter_that_ended_is_compared_with_the_one_before_by_its_effects()
    {
        var before = AWeek.Calendar.Previous(AWeek.Quarter);
        var won = AWeek.Won(72_800, "not-charted", AWeek.Effects(11_116.67m, 17_483.33m, -5_800m)) with { Previous = new KpiComparison(before, 50_000, 22_800, false) };
        var found = Changes(AWeek.With(AWeek.Won()) with { Ended = new EndedQuarter(AWeek.Quarter, won, null) })[0];
        Assert.Equal(("change.quarter.more", 1, 23_000m), (found.Key, found.Direction, found.Rank));
        Assert.Equal(found.Rank, found.Causes.Sum(c => c.Values[1].Number));
    }

    [Theory]
    [InlineData(0.0499, true)]
    [InlineData(0.05, false)]
    public void The_win_rate_of_13_weeks_is_split_only_where_it_moved_beyond_chance(double p, bool told)
    {
        var move = new RateMove(0.38m, 0.40m, new RateEffect(0.0303m, 0.0303m, -0.0406m), p);
        var found = Changes(AWeek.With(AWeek.Won()) with { RateMove = move }).SingleOrDefault(c => c.Key == "change.rate.up");
        Assert.Equal(told, found is not null);
        if (told) Assert.Equal([0.030m, 0.030m, -0.040m], found!.Causes.Select(c => c.Values[0].Number));
    }

    [Fact]
    public void Deals_won_and_lost_are_facts_and_a_week_without_says_so()
    {
        Assert.Contains(Changes(AWeek.With(AWeek.Won())), c => c.Key == "change.nothing-closed");
        var figures = AWeek.With(AWeek.Won()) with { Deals = [new(DealRole.Won, 2, 500, []), new(DealRole.Lost, 1, 0, [])] };
        Assert.Equal(["change.won.amount", "change.lost"], Changes(figures).Where(c => c.Deals is not null).Select(c => c.Key));
    }

    private static KpiResult Signal(string kpi, decimal value, string signal) => AWeek.Charted(kpi, KpiUnit.Currency, value, signal, new KpiRange(200, 100, 300));

    private static IReadOnlyList<Insight> Changes(DigestFigures figures) => WeeklyInsights.Changes(figures);
}
