using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Tests.Signals;

public class SignalRunTests
{
    // Eighteen weeks that go to and fro around 50, then a small step that no single week shows.
    private static readonly double[] Before = [.. Enumerable.Range(0, 18).Select(i => i % 2 == 0 ? 56.0 : 44.0)];

    [Theory]
    [InlineData(7, SignalVerdict.None)]
    [InlineData(8, SignalVerdict.RunHigh)]
    [InlineData(9, SignalVerdict.None)]
    [InlineData(12, SignalVerdict.None)]
    public void A_run_is_news_in_its_first_week_only(int weeks, SignalVerdict expected) =>
        Assert.Equal(expected, Judge([.. Before, .. Enumerable.Repeat(54.0, weeks)]));

    [Fact]
    public void A_run_below_is_low() => Assert.Equal(SignalVerdict.RunLow, Judge([.. Before.Reverse(), .. Enumerable.Repeat(46.0, 8)]));

    // The first of the eight lies above 50, the mean of the weeks before the run, but below 52, the mean with seven weeks of the run in it.
    [Fact]
    public void The_weeks_of_a_run_are_not_in_the_baseline_of_the_run()
    {
        Assert.Equal(SignalVerdict.RunHigh, Judge([.. Before, 51, .. Enumerable.Repeat(58.0, 7)]));
        Assert.Equal(SignalVerdict.None, Judge([.. Before, 49.9, .. Enumerable.Repeat(58.0, 7)]));
    }

    // 20 of 60 before the run, 19 in its first week, 13 after: with those in the mean, 19 would lie above it.
    [Fact]
    public void The_weeks_of_a_run_are_not_in_the_baseline_of_its_rate_either()
    {
        var before = Enumerable.Range(0, 18).Select(i => (i % 2 == 0 ? 16 : 24, 60));

        Assert.Equal(SignalVerdict.RunLow, Judge([.. before, (19, 60), .. Enumerable.Repeat((13, 60), 7)]));
        Assert.Equal(SignalVerdict.None, Judge([.. before, (21, 60), .. Enumerable.Repeat((13, 60), 7)]));
    }

    [Fact]
    public void A_run_needs_twelve_known_weeks_before_it()
    {
        Assert.Equal(SignalVerdict.RunHigh, Judge([.. Before.TakeLast(12), .. Enumerable.Repeat(54.0, 8)]));
        Assert.Equal(SignalVerdict.None, Judge([.. Before.TakeLast(11), .. Enumerable.Repeat(54.0, 8)]));
    }

    // Nothing older than WeeksOfUse may change a verdict, and the oldest of them does.
    [Fact]
    public void The_judge_says_how_many_weeks_are_of_use()
    {
        double[] weeks = [.. Enumerable.Range(0, 40).Select(i => i < 32 ? (i % 2 == 0 ? 44.0 : 56.0) : 51.0)];
        var use = SignalJudge.WeeksOfUse(SignalKind.Mean, SignalSettings.Default);

        Assert.Equal((35, 35, 105), (use, SignalJudge.WeeksOfUse(SignalKind.Sum, Weeks.NoSeason), SignalJudge.WeeksOfUse(SignalKind.Sum, SignalSettings.Default)));
        Assert.Equal(Judge(weeks), Judge([.. weeks.TakeLast(use)]));
    }

    [Fact]
    public void A_missing_week_breaks_a_run_and_another_begins_after_it()
    {
        double?[] step = [.. Enumerable.Repeat((double?)54, 4), null, .. Enumerable.Repeat((double?)54, 4)];

        Assert.Equal(SignalVerdict.None, SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Before.Select(b => (double?)b), .. step]), Weeks.NoSeason).Verdict);
        Assert.Equal(SignalVerdict.RunHigh, SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Before.Select(b => (double?)b), null, .. Enumerable.Repeat((double?)54, 8)]), Weeks.NoSeason).Verdict);
    }

    [Fact]
    public void A_week_beyond_its_limits_says_so_rather_than_the_run() =>
        Assert.Equal(SignalVerdict.High, Judge([.. Before, .. Enumerable.Repeat(54.0, 7), 120]));

    [Fact]
    public void Proportions_run_by_the_sign_of_z()
    {
        var before = Enumerable.Range(0, 18).Select(i => (i % 2 == 0 ? 8 : 12, 30));

        Assert.Equal(SignalVerdict.RunLow, Judge([.. before, .. Enumerable.Repeat((9, 30), 8)]));
        Assert.Equal(SignalVerdict.None, Judge([.. before, .. Enumerable.Repeat((9, 30), 9)]));
        Assert.Equal(SignalVerdict.None, Judge([.. before, .. Enumerable.Repeat((9, 30), 7)]));
    }

    // The run's eighth week has 9 deals only and cannot be judged, so the ninth brings the news.
    [Fact]
    public void A_run_whose_first_week_could_not_be_judged_is_news_in_the_next()
    {
        var before = Enumerable.Range(0, 18).Select(i => (i % 2 == 0 ? 8 : 12, 30));

        Assert.Equal(SignalVerdict.TooFew, Judge([.. before, .. Enumerable.Repeat((9, 30), 7), (2, 9)]));
        Assert.Equal(SignalVerdict.RunLow, Judge([.. before, .. Enumerable.Repeat((9, 30), 7), (2, 9), (9, 30)]));
    }

    private static SignalVerdict Judge(double[] values) => SignalJudge.Judge(SignalKind.Mean, Weeks.Of(values), Weeks.NoSeason).Verdict;

    private static SignalVerdict Judge((int, int)[] values) => SignalJudge.Judge(SignalKind.Proportion, Weeks.Of(values), Weeks.NoSeason).Verdict;
}
