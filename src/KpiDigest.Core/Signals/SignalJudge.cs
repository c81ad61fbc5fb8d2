using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Signals;

/// <summary>
/// Says whether the newest week of a charted KPI is a signal or noise (D12). Each week is measured by the weeks before it, never by itself.
/// </summary>
public static class SignalJudge
{
    // Four quarters before a week's own, and that one up to the week; a quarter has at most 14 weeks.
    private const int SeasonWeeks = 5 * 14;

    /// <summary>How many weeks, the judged one with them, a verdict can depend on: last week's run began eight weeks before, after a baseline of its own.</summary>
    public static int WeeksOfUse(SignalKind kind, SignalSettings settings) =>
        1 + RunRule.Length + settings.Baseline + (settings.Season && kind != SignalKind.Mean ? SeasonWeeks : 0);

    /// <summary>Judges the last of the weeks.</summary>
    /// <param name="kind">The kind of number.</param>
    /// <param name="weeks">Oldest first; more than <see cref="WeeksOfUse"/> change nothing.</param>
    /// <param name="settings">How to judge; null: the catalogue's.</param>
    /// <exception cref="ArgumentException">The weeks are not in order.</exception>
    public static Signal Judge(SignalKind kind, IReadOnlyList<SignalWeek> weeks, SignalSettings? settings = null)
    {
        settings ??= SignalSettings.Default;
        var slots = new WeekSlots(weeks, settings);
        if (weeks.Count < 2) return Reading.NoHistory.Signal;
        Func<int, Reading> read = kind == SignalKind.Proportion ? new RatesChart(slots, settings).At : new IndividualsChart(kind, slots, settings).At;
        var judged = read(weeks.Count - 1);
        return judged.Signal.Verdict == SignalVerdict.None && judged.Run != 0 && read(weeks.Count - 2).Run != judged.Run
            ? judged.Signal with { Verdict = judged.Run > 0 ? SignalVerdict.RunHigh : SignalVerdict.RunLow }
            : judged.Signal;
    }
}
