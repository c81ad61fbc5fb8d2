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
        var rates = hasSeason ? seasonal : Pooled(index);
        RateWeek? Week(int i) => slots.Weeks[i] is { Trials: > 0 } week && rates[i] is { } rate ? new RateWeek(week.Successes, week.Trials, rate) : null;
        var baseline = slots.Before(index, Week);
        if (rates[index] is not { } expected || baseline.Count(week => week is not null) < slots.Least) return Reading.NoHistory;
        if (Week(index) is not { } judged) return new Reading(new Signal(SignalVerdict.TooFew, expected), 0);
        if (LaneyPPrime.IsTooFew(judged.Trials, expected)) return new Reading(new Signal(SignalVerdict.TooFew, expected), 0);
        if (LaneyPPrime.Of(baseline) is not { } chart) return Reading.NoHistory;
        var (low, high) = chart.Limits(judged.Trials, expected);
        var verdict = chart.Beyond(judged) switch { > 0 => SignalVerdict.High, < 0 => SignalVerdict.Low, _ => SignalVerdict.None };
        return new Reading(new Signal(verdict, expected, low, high), RunRule.Side(slots.UpTo(index, i => Side(Week(i)))));
    }

    private static int? Side(RateWeek? week) =>
        week?.Z is not { } z ? null : Slack.IsAbove(z, 0) ? 1 : Slack.IsAbove(0, z) ? -1 : 0;

    // Without season the rate expected of every week is that of all deals of the baseline.
    private double?[] Pooled(int index)
    {
        var baseline = slots.Before(index, i => slots.Weeks[i]);
        int successes = baseline.Sum(week => week?.Successes ?? 0), trials = baseline.Sum(week => week?.Trials ?? 0);
        double? rate = trials == 0 ? null : (double)successes / trials;
        return [.. slots.Weeks.Select(_ => rate)];
    }
}
