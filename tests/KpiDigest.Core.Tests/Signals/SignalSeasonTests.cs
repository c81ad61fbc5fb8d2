using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Tests.Signals;

public class SignalSeasonTests
{
    // Two years and a half of a company that books three times as much in the last week of a quarter: 104 weeks are eight quarters of 13.
    private const int LastOfQuarter = 129;

    [Fact]
    public void The_last_week_of_a_quarter_is_measured_by_last_weeks_of_quarters()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Value = Usual(week) + (i % 2 == 0 ? 3 : -3) });

        Assert.Equal(0, weeks[^1].WeeksToQuarterEnd);
        Assert.Equal(SignalVerdict.High, SignalJudge.Judge(SignalKind.Sum, weeks, Weeks.NoSeason).Verdict);
        Assert.Equal(SignalVerdict.None, SignalJudge.Judge(SignalKind.Sum, weeks).Verdict);
        Assert.Equal(SignalVerdict.Low, SignalJudge.Judge(SignalKind.Sum, [.. weeks.SkipLast(1), weeks[^1] with { Value = 100 }]).Verdict);
    }

    // Charts draw the week's own value, so center and limits are those of a last week: three times the others'.
    [Fact]
    public void Center_and_limits_are_in_the_weeks_own_unit()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Value = Usual(week) });
        var signal = SignalJudge.Judge(SignalKind.Sum, weeks);

        Assert.Equal((300, 300, 300), (Math.Round(signal.Center!.Value, 6), Math.Round(signal.Low!.Value, 6), Math.Round(signal.High!.Value, 6)));
    }

    // The factor of the judged week by hand: position means of the four quarters before, over the mean of all their weeks.
    [Fact]
    public void The_factor_is_that_positions_mean_in_the_four_quarters_before_over_the_mean_of_all_their_weeks()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Value = 50 + (i * 7 % 31) });
        var index = new SeasonIndex(weeks);
        var quarters = weeks.Where(week => week.Quarter < weeks[^1].Quarter).GroupBy(week => week.Quarter).TakeLast(4).SelectMany(quarter => quarter).ToList();

        Assert.Equal(52, quarters.Count);
        Assert.Equal(quarters.Where(week => week.WeeksToQuarterEnd == 0).Average(week => week.Value!.Value) / quarters.Average(week => week.Value!.Value), index.Factor(weeks[^1])!.Value, 12);
    }

    [Fact]
    public void The_judged_week_and_its_quarter_are_never_in_its_season()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Value = Usual(week), Successes = 8, Trials = 30 });
        SignalWeek[] changed = [.. weeks.SkipLast(10), .. weeks.TakeLast(10).Select(week => week with { Value = 1e9, Successes = 30 })];

        Assert.Equal(new SeasonIndex(weeks).Factor(weeks[^1]), new SeasonIndex(changed).Factor(weeks[^1]));
        Assert.Equal(new SeasonIndex(weeks).Rate(weeks[^1]), new SeasonIndex(changed).Rate(weeks[^1]));
    }

    // Baseline weeks are measured as the judged one is: by the four quarters before their own, not by quarters that hold themselves.
    [Fact]
    public void Each_week_of_the_baseline_has_the_season_of_its_own_time()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Value = Usual(week) });
        SignalWeek[] changed = [.. weeks.SkipLast(30), .. weeks.TakeLast(30).Select(week => week with { Value = 7 })];

        Assert.Equal(new SeasonIndex(weeks).Factor(weeks[^28]), new SeasonIndex(changed).Factor(weeks[^28]));
    }

    [Fact]
    public void A_proportion_is_measured_by_its_positions_pooled_rate()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Successes = week.WeeksToQuarterEnd == 0 ? 20 + (i % 3) : 9 + (i % 3), Trials = 30 });
        var last = weeks.Where(week => week.WeeksToQuarterEnd == 0).SkipLast(1).TakeLast(4).ToList();

        Assert.Equal(last.Sum(week => week.Successes) / 120.0, SignalJudge.Judge(SignalKind.Proportion, weeks).Center!.Value, 12);
        Assert.Equal(SignalVerdict.None, SignalJudge.Judge(SignalKind.Proportion, weeks).Verdict);
        Assert.Equal(SignalVerdict.High, SignalJudge.Judge(SignalKind.Proportion, weeks, Weeks.NoSeason).Verdict);
    }

    // The first week of 2016-Q3 has two whole quarters before it, but twelve weeks of the baseline must have them too: the first of 2016-Q4 less one.
    [Fact]
    public void Under_two_quarters_there_is_no_history()
    {
        var weeks = Weeks.Seasonal(52, (week, i) => week with { Value = 100 + (i % 5) });
        var first = Enumerable.Range(1, 52).First(count => SignalJudge.Judge(SignalKind.Sum, [.. weeks.Take(count)]).Verdict != SignalVerdict.NoHistory);

        Assert.Null(new SeasonIndex(weeks).Factor(weeks[25]));
        Assert.NotNull(new SeasonIndex(weeks).Factor(weeks[26]));
        Assert.Equal(26 + 12 + 1, first);
    }

    [Fact]
    public void A_quarter_that_lies_in_the_series_in_part_only_does_not_count()
    {
        var weeks = Weeks.Seasonal(40, (week, i) => week with { Value = 100 });

        Assert.NotNull(new SeasonIndex([.. weeks.Skip(1)]).Factor(weeks[32]));
        Assert.Null(new SeasonIndex([.. weeks.Skip(2)]).Factor(weeks[32]));
    }

    [Fact]
    public void A_position_in_which_nothing_ever_happened_is_no_history()
    {
        var weeks = Weeks.Seasonal(LastOfQuarter + 1, (week, i) => week with { Value = week.WeeksToQuarterEnd == 0 ? 0 : 100 + (i % 3) });

        Assert.Equal(SignalVerdict.NoHistory, SignalJudge.Judge(SignalKind.Sum, weeks).Verdict);
        Assert.Equal(SignalVerdict.None, SignalJudge.Judge(SignalKind.Sum, [.. weeks.SkipLast(1)]).Verdict);
    }

    [Fact]
    public void Means_have_no_season()
    {
        var weeks = Weeks.Seasonal(20, (week, i) => week with { Value = 50 + (i % 3) });

        Assert.Equal(SignalJudge.Judge(SignalKind.Mean, weeks, Weeks.NoSeason), SignalJudge.Judge(SignalKind.Mean, weeks));
    }

    private static double Usual(SignalWeek week) => week.WeeksToQuarterEnd == 0 ? 300 : 100;
}
