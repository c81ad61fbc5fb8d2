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
