using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Signals;

/// <summary>Proportions week by week on Laney's p' chart.</summary>
internal sealed class RatesChart
{
    private readonly WeekSlots slots;
    private readonly bool hasSeason;
    private readonly double?[] seasonal;

    public RatesChart(WeekSlots slots, SignalSettings settings)
    {
        this.slots = slots;
        hasSeason = settings.Season;
        var season = new SeasonIndex(slots.Weeks);
        seasonal = [.. slots.Weeks.Select(week => hasSeason ? season.Rate(week) : null)];
    }

    /// <summary>The week at a position, measured by the weeks before it.</summary>
    public Reading At(int index)
    {
        var week = RateBy(index);
        var baseline = slots.Before(index, week);
        if (Expected(index) is not { } expected || baseline.Count(each => each is not null) < slots.Least) return Reading.NoHistory;
        if (week(index) is not { } judged || LaneyPPrime.IsTooFew(judged.Trials, expected)) return new Reading(new Signal(SignalVerdict.TooFew, expected), 0);
        if (LaneyPPrime.Of(baseline) is not { } chart) return Reading.NoHistory;
        var (low, high) = chart.Limits(judged.Trials, expected);
        var verdict = chart.Beyond(judged) switch { > 0 => SignalVerdict.High, < 0 => SignalVerdict.Low, _ => SignalVerdict.None };
        return new Reading(new Signal(verdict, expected, low, high), Run(index));
    }

    private int Run(int index)
    {
        var first = index - RunRule.Length + 1;
        if (first < 0) return 0;
        var week = RateBy(first);
        if (slots.Before(first, week).Count(each => each is not null) < slots.Least) return 0;
        return RunRule.Side(slots.UpTo(index, i => week(i)?.Z is { } z ? Slack.Side(z, 0) : (int?)null));
    }

    // Weeks beside the rates that the one at a position expects of them.
    private Func<int, RateWeek?> RateBy(int index)
    {
        var pooled = hasSeason ? null : Pooled(index);
        return i => slots.Weeks[i] is { Trials: > 0 } week && (hasSeason ? seasonal[i] : pooled) is { } rate ? new RateWeek(week.Successes, week.Trials, rate) : null;
    }

    private double? Expected(int index) => hasSeason ? seasonal[index] : Pooled(index);

    // Without season the rate expected of every week is that of all deals of the baseline.
    private double? Pooled(int index)
    {
        var baseline = slots.Before(index, i => slots.Weeks[i]);
        int successes = baseline.Sum(week => week?.Successes ?? 0), trials = baseline.Sum(week => week?.Trials ?? 0);
        return trials == 0 ? null : (double)successes / trials;
    }
}
