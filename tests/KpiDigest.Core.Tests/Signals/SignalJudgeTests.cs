using KpiDigest.Core.Signals;

namespace KpiDigest.Core.Tests.Signals;

public class SignalJudgeTests
{
    private static readonly double[] Means = [52, 48, 55, 50, 47, 53, 49, 51, 54, 46, 50, 52];
    private static readonly (int, int)[] Rates = [(6, 20), (5, 18), (8, 25), (7, 22), (4, 15), (9, 28), (6, 21), (7, 19), (5, 20), (8, 24), (6, 18), (7, 23)];

    [Theory]
    [InlineData(62.1, SignalVerdict.None)]
    [InlineData(62.2, SignalVerdict.High)]
    [InlineData(39, SignalVerdict.None)]
    [InlineData(38.9, SignalVerdict.Low)]
    public void Equals_catalogue_example_11_for_means(double value, SignalVerdict expected)
    {
        var signal = SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Means, value]), Weeks.NoSeason);

        Assert.Equal(expected, signal.Verdict);
        Assert.Equal((50.5833, 38.9761, 62.1906), (Math.Round(signal.Center!.Value, 4), Math.Round(signal.Low!.Value, 4), Math.Round(signal.High!.Value, 4)));
    }

    [Theory]
    [InlineData(64_000, SignalVerdict.High)]
    [InlineData(62_500, SignalVerdict.None)]
    [InlineData(39_500, SignalVerdict.Low)]
    public void Equals_catalogue_example_11_for_sums(double value, SignalVerdict expected)
    {
        var signal = SignalJudge.Judge(SignalKind.Sum, Weeks.Of([.. Means.Select(mean => mean * 1_000), value]), Weeks.NoSeason);

        Assert.Equal(expected, signal.Verdict);
        Assert.Equal((39_595.95, 62_836.13), (Math.Round(signal.Low!.Value, 2), Math.Round(signal.High!.Value, 2)));
    }

    [Theory]
    [InlineData(0, 24, SignalVerdict.Low)]
    [InlineData(1, 24, SignalVerdict.None)]
    [InlineData(15, 24, SignalVerdict.High)]
    [InlineData(1, 8, SignalVerdict.TooFew)]
    [InlineData(0, 0, SignalVerdict.TooFew)]
    public void Equals_catalogue_example_11_for_proportions(int won, int closed, SignalVerdict expected)
    {
        var signal = SignalJudge.Judge(SignalKind.Proportion, Weeks.Of([.. Rates, (won, closed)]), Weeks.NoSeason);

        Assert.Equal(expected, signal.Verdict);
        Assert.Equal(0.308300, signal.Center!.Value, 6);
        if (closed == 24) Assert.Equal((0.025512, 0.591089), (Math.Round(signal.Low!.Value, 6), Math.Round(signal.High!.Value, 6)));
    }

    // With the judged week in the baseline its own leap would widen the limits to 38.3 to 64.9 and hide it.
    [Fact]
    public void The_baseline_never_contains_the_judged_week()
    {
        var one = SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Means, 64]), Weeks.NoSeason);
        var other = SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Means, 1e9]), Weeks.NoSeason);
        var rates = SignalJudge.Judge(SignalKind.Proportion, Weeks.Of([.. Rates, (240, 240)]), Weeks.NoSeason);

        Assert.Equal(SignalVerdict.High, one.Verdict);
        Assert.Equal(one, other);
        Assert.Equal(0.308300, rates.Center!.Value, 6);
    }

    [Fact]
    public void The_baseline_is_the_26_weeks_before_and_no_older_ones()
    {
        var recent = Enumerable.Range(0, 26).Select(i => 50.0 + (i % 2)).ToList();

        Assert.Equal(50.5, SignalJudge.Judge(SignalKind.Mean, Weeks.Of([1e6, 1e6, .. recent, 51]), Weeks.NoSeason).Center);
        Assert.NotEqual(50.5, SignalJudge.Judge(SignalKind.Mean, Weeks.Of([1e6, .. recent.Skip(1), 51]), Weeks.NoSeason).Center);
    }

    [Fact]
    public void Twelve_known_weeks_are_needed()
    {
        Assert.Equal(SignalVerdict.NoHistory, SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Means.Skip(1), 50]), Weeks.NoSeason).Verdict);
        Assert.Equal(SignalVerdict.NoHistory, SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Means.Skip(1).Select(m => (double?)m), null, 50]), Weeks.NoSeason).Verdict);
        Assert.Equal(SignalVerdict.NoHistory, SignalJudge.Judge(SignalKind.Proportion, Weeks.Of([.. Rates.Skip(1), (0, 24)]), Weeks.NoSeason).Verdict);
        Assert.Equal(SignalVerdict.NoHistory, SignalJudge.Judge(SignalKind.Sum, [], Weeks.NoSeason).Verdict);
        Assert.Equal(SignalVerdict.NoHistory, SignalJudge.Judge(SignalKind.Sum, Weeks.Of([7]), Weeks.NoSeason).Verdict);
    }

    // Ten pairs of neighbours, each 1 apart; the two weeks beside the gap, 0 apart, are no neighbours.
    [Fact]
    public void A_missing_week_breaks_ranges_whether_it_is_null_or_absent()
    {
        double?[] values = [50, null, 50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 50, 50];
        var weeks = Weeks.Of(values);
        var absent = weeks.Where(week => week.Value is not null).ToList();

        Assert.Equal(SignalJudge.Judge(SignalKind.Mean, weeks, Weeks.NoSeason), SignalJudge.Judge(SignalKind.Mean, absent, Weeks.NoSeason));
        Assert.Equal(50.4167 - 2.66, SignalJudge.Judge(SignalKind.Mean, weeks, Weeks.NoSeason).Low!.Value, 4);
    }

    [Fact]
    public void A_judged_week_without_a_value_is_too_few()
    {
        var signal = SignalJudge.Judge(SignalKind.Mean, Weeks.Of([.. Means.Select(m => (double?)m), null]), Weeks.NoSeason);

        Assert.Equal((SignalVerdict.TooFew, 50.5833), (signal.Verdict, Math.Round(signal.Center!.Value, 4)));
    }

    [Theory]
    [InlineData(SignalKind.Sum)]
    [InlineData(SignalKind.Mean)]
    public void Equal_weeks_are_no_signal_although_their_mean_is_not_exact(SignalKind kind)
    {
        for (var i = 1; i <= 60; i++)
            Assert.Equal(SignalVerdict.None, SignalJudge.Judge(kind, Weeks.Of(Enumerable.Repeat(i / 7.0, 30)), Weeks.NoSeason).Verdict);
    }

    [Fact]
    public void Refuses_weeks_out_of_order() =>
        Assert.Throws<ArgumentException>(() => SignalJudge.Judge(SignalKind.Sum, [.. Weeks.Of(Means).Reverse()], Weeks.NoSeason));
}
