using KpiDigest.Core.Signals;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Signals;

/// <summary>The rates that D12 states, by simulation with fixed seeds: 26 weeks of baseline, season off unless said.</summary>
public class SignalRatesTests
{
    // What a judgement of a week can depend on without season: its baseline, a run before it, and the week before with its own.
    private const int History = 36;

    // Measured over 20,000 weeks: 1.5 % for means, 1.9 % for sums of ten deals of uneven amounts.
    [Fact]
    public void Means_give_at_most_2_percent_false_signals()
    {
        var random = new SeededRandom(21);

        Assert.InRange(FalseSignals(SignalKind.Mean, () => 100 + (10 * random.NextNormal())), 0.005, 0.020);
    }

    [Fact]
    public void Sums_give_at_most_2_percent_false_signals()
    {
        var random = new SeededRandom(22);

        Assert.InRange(FalseSignals(SignalKind.Sum, () => Enumerable.Range(0, Deals(random, 10)).Sum(_ => random.NextGamma(2))), 0.005, 0.020);
    }

    // Measured: 0.8 to 1.2 % at win rates of 0.25 to 0.7.
    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    public void Proportions_give_at_most_1_point_5_percent_false_signals(double rate)
    {
        var random = new SeededRandom(23);
        var weeks = Weeks.Of(Enumerable.Range(0, History + 3_000).Select(_ => (Wins(random, 30, rate), 30)).ToList());

        Assert.InRange(FalseSignals(SignalKind.Proportion, weeks), 0.003, 0.015);
    }

    // D12: found in 8 weeks (median), 91 % within 26. Measured at a win rate of 0.25: 8 weeks, 90 %.
    [Fact]
    public void A_lasting_fall_by_10_points_at_30_deals_a_week_is_found_in_8_weeks()
    {
        var random = new SeededRandom(24);
        var found = Enumerable.Range(0, 600).Select(_ => WeeksUntilFound(random, 0.25)).Order().ToList();

        Assert.InRange(found[found.Count / 2], 7, 9);
        Assert.InRange(found.Count(weeks => weeks <= 26) / (double)found.Count, 0.87, 0.95);
    }

    // 40 reps truly at the bar, 20 to 60 deals each in 13 weeks (D13): a false name in 6 % of weeks, and never in more than q of them.
    [Fact]
    public void Forty_reps_at_the_bar_bring_a_false_name_in_6_percent_of_weeks()
    {
        var random = new SeededRandom(25);
        const double bar = 0.4;
        const int weeks = 3_000;
        var named = Enumerable.Range(0, weeks).Count(_ => BenjaminiHochberg.Rejected([.. Enumerable.Range(0, 40).Select(_ => Rep())]).Count > 0);

        Assert.InRange(named / (double)weeks, 0.045, 0.075);

        double Rep()
        {
            var closed = 20 + random.NextInt(41);
            return BinomialTail.AtMost(Wins(random, closed, bar), closed, bar);
        }
    }

    private static double FalseSignals(SignalKind kind, Func<double> draw) =>
        FalseSignals(kind, Weeks.Of(Enumerable.Range(0, History + 3_000).Select(_ => draw()).ToList()));

    private static double FalseSignals(SignalKind kind, IReadOnlyList<SignalWeek> weeks) =>
        Enumerable.Range(0, weeks.Count - History).Count(i => Judge(kind, weeks, i) is not SignalVerdict.None and not SignalVerdict.TooFew) / (double)(weeks.Count - History);

    private static SignalVerdict Judge(SignalKind kind, IReadOnlyList<SignalWeek> weeks, int from) =>
        SignalJudge.Judge(kind, [.. weeks.Skip(from).Take(History)], Weeks.NoSeason).Verdict;

    // Counted from the first week of the fall; 40 stands for later.
    private static int WeeksUntilFound(SeededRandom random, double rate)
    {
        var weeks = Weeks.Of(Enumerable.Range(0, History + 40).Select(i => (Wins(random, 30, i < History - 1 ? rate : rate - 0.1), 30)).ToList());
        return Enumerable.Range(0, 40).FirstOrDefault(i => Judge(SignalKind.Proportion, weeks, i) is SignalVerdict.Low or SignalVerdict.RunLow, 39) + 1;
    }

    private static int Wins(SeededRandom random, int closed, double rate) => Enumerable.Range(0, closed).Count(_ => random.NextDouble() < rate);

    // Poisson, as the number of arrivals before time is up.
    private static int Deals(SeededRandom random, double mean)
    {
        var deals = 0;
        for (var time = -Math.Log(1 - random.NextDouble()); time < mean; time -= Math.Log(1 - random.NextDouble())) deals++;
        return deals;
    }
}
