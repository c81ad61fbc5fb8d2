namespace KpiDigest.Core.Signals;

/// <summary>
/// What a week's place in its quarter means, learnt from the four quarters before the week's own, never from its own quarter (D12).
/// </summary>
internal sealed class SeasonIndex
{
    private const int Quarters = 4;
    private const int LeastQuarters = 2;

    // A quarter with fewer weeks lies in the series in part only, and the mean of its weeks would not be its mean.
    private const int WholeQuarter = 12;

    private readonly List<SignalWeek[]> quarters;

    public SeasonIndex(IReadOnlyList<SignalWeek> weeks) =>
        quarters = [.. weeks.GroupBy(week => week.Quarter).OrderBy(quarter => quarter.Key).Select(quarter => quarter.ToArray()).Where(quarter => quarter.Length >= WholeQuarter)];

    /// <summary>Mean of the week's position ÷ mean of all weeks; null with under 2 quarters, or where there was nothing to divide by.</summary>
    public double? Factor(SignalWeek week)
    {
        var known = Before(week, each => each.Value is not null);
        if (known.Count < LeastQuarters) return null;
        var position = known.SelectMany(quarter => quarter).Where(each => each.WeeksToQuarterEnd == week.WeeksToQuarterEnd).Average(each => each.Value)!.Value;
        var all = known.SelectMany(quarter => quarter).Average(each => each.Value)!.Value;
        return position > 0 && all > 0 ? position / all : null;
    }

    /// <summary>The pooled rate of the week's position; null with under 2 quarters.</summary>
    public double? Rate(SignalWeek week)
    {
        var known = Before(week, each => each.Trials > 0);
        if (known.Count < LeastQuarters) return null;
        var position = known.SelectMany(quarter => quarter).Where(each => each.WeeksToQuarterEnd == week.WeeksToQuarterEnd).ToList();
        return (double)position.Sum(each => each.Successes) / position.Sum(each => each.Trials);
    }

    private List<SignalWeek[]> Before(SignalWeek week, Func<SignalWeek, bool> isKnown) =>
    [
        .. quarters.Where(quarter => quarter[0].Quarter < week.Quarter).TakeLast(Quarters)
            .Where(quarter => quarter.Any(each => each.WeeksToQuarterEnd == week.WeeksToQuarterEnd && isKnown(each))),
    ];
}
