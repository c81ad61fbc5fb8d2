using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Signals;

/// <summary>Sums and means week by week on an XmR chart.</summary>
internal sealed class IndividualsChart
{
    private readonly WeekSlots slots;
    private readonly bool isSum;
    private readonly double?[] factors;
    private readonly double?[] adjusted;

    public IndividualsChart(SignalKind kind, WeekSlots slots, SignalSettings settings)
    {
        this.slots = slots;
        isSum = kind == SignalKind.Sum;
        var season = isSum && settings.Season ? new SeasonIndex(slots.Weeks) : null;
        factors = [.. slots.Weeks.Select(week => season is null ? 1 : season.Factor(week))];
        adjusted = [.. slots.Weeks.Select((week, i) => week.Value / factors[i])];
    }

    /// <summary>The week at a position, measured by the weeks before it.</summary>
    public Reading At(int index)
    {
        if (factors[index] is not { } factor || Limits(index) is not { } limits) return Reading.NoHistory;
        var chart = new Signal(SignalVerdict.None, limits.Center * factor, limits.Low * factor, limits.High * factor);
        if (adjusted[index] is not { } value) return new Reading(chart with { Verdict = SignalVerdict.TooFew }, 0);
        var verdict = Slack.IsAbove(value, limits.High) ? SignalVerdict.High : Slack.IsAbove(limits.Low, value) ? SignalVerdict.Low : SignalVerdict.None;
        return new Reading(chart with { Verdict = verdict }, Run(index));
    }

    private XmrLimits? Limits(int index)
    {
        var baseline = slots.Before(index, i => adjusted[i]);
        if (baseline.Count(value => value is not null) < slots.Least) return null;
        return isSum ? XmrLimits.OfSums(baseline) : XmrLimits.Of(baseline);
    }

    private int Run(int index)
    {
        var first = index - RunRule.Length + 1;
        if (first < 0 || Limits(first) is not { Center: var center }) return 0;
        return RunRule.Side(slots.UpTo(index, i => adjusted[i] is { } value ? Slack.Side(value, center) : (int?)null));
    }
}
