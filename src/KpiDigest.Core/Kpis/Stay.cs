using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>How long somebody has been here: intervals of employment, and which gaps between them mean leaving.</summary>
internal sealed class Stay(IReadOnlyList<Employment> intervals)
{
    /// <summary>A gap of at most these days is no leaving; a longer one is, even of somebody who came back.</summary>
    public const int LongestGap = 30;

    private const decimal DaysPerYear = 365.25m;

    /// <summary>Years of tenure <c>[From, Until)</c>, as the scorecard groups them.</summary>
    public static IReadOnlyList<(string Name, decimal From, decimal Until)> Bands { get; } =
        [("<1", decimal.MinValue, 1), ("1-2", 1, 2), ("2-5", 2, 5), ("5+", 5, decimal.MaxValue)];

    public static Stay Of(SalesFacts facts, string repId) => new(facts.EmploymentOf(repId));

    public bool IsEmployed(LocalDate date) => intervals.Any(i => (i.From is not { } from || from <= date) && (i.To is not { } to || date < to));

    /// <summary>Whether the first day of a leaving lies in <c>(start, end]</c>: who is gone on the day of the start was not there to leave, who is gone on that of the end is not there any more.</summary>
    public bool LeavesIn(LocalDate start, LocalDate end)
    {
        for (var i = 0; i < intervals.Count; i++)
            if (intervals[i].To is { } gone && gone > start && gone <= end && !(i + 1 < intervals.Count && intervals[i + 1].From!.Value <= gone.PlusDays(LongestGap))) return true;
        return false;
    }

    /// <summary>Years employed before a day, all intervals together; null where no first day is stated.</summary>
    public decimal? YearsAt(LocalDate end)
    {
        if (intervals.Any(i => i.From is null)) return null;
        var days = intervals.Sum(i => Math.Max(0, NodaTime.Period.DaysBetween(i.From!.Value, LocalDate.Min(i.To ?? end, end))));
        return days / DaysPerYear;
    }
}
