using NodaTime;

namespace KpiDigest.Core.Signals;

/// <summary>Weeks in time order, with a slot for every week that is not there, so that a gap breaks runs and ranges.</summary>
internal sealed class WeekSlots
{
    private readonly int baseline;

    public WeekSlots(IReadOnlyList<SignalWeek> weeks, SignalSettings settings)
    {
        (baseline, Least, Weeks) = (settings.Baseline, settings.Least, weeks);
        for (var i = 1; i < weeks.Count; i++)
            if (weeks[i].Start <= weeks[i - 1].Start) throw new ArgumentException($"Weeks come oldest first, each once; {weeks[i].Start} follows {weeks[i - 1].Start}.", nameof(weeks));
    }

    /// <summary>How many weeks of a baseline must be known.</summary>
    public int Least { get; }

    public IReadOnlyList<SignalWeek> Weeks { get; }

    /// <summary>The weeks before one, without it, back to the first of its baseline; a gap is null.</summary>
    public List<T?> Before<T>(int index, Func<int, T?> what) => Range(Weeks[index].Start.PlusWeeks(-baseline), index - 1, what);

    /// <summary>The weeks up to one, with it; a gap is null.</summary>
    public List<T?> UpTo<T>(int index, Func<int, T?> what) => Range(Weeks[index].Start.PlusWeeks(-baseline), index, what);

    private List<T?> Range<T>(LocalDate from, int last, Func<int, T?> what)
    {
        var slots = new List<T?>();
        for (var i = 0; i <= last; i++)
        {
            if (Weeks[i].Start < from) continue;
            if (slots.Count > 0 && Weeks[i].Start > Weeks[i - 1].Start.PlusWeeks(1)) slots.Add(default);
            slots.Add(what(i));
        }

        return slots;
    }
}
