using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Signals;

/// <summary>One week of a charted KPI. Missing is a value too: a week without a mean, or that no file speaks of.</summary>
/// <param name="Start">The week's first local date.</param>
/// <param name="Quarter">The first date of the fiscal quarter that holds the week's fourth day: its Thursday, if weeks begin on Monday.</param>
/// <param name="WeeksToQuarterEnd">Weeks of that quarter that follow, by the same day; 0 in its last week.</param>
/// <param name="Value">The sum or mean; null if missing, and for proportions.</param>
/// <param name="Successes">Of a proportion.</param>
/// <param name="Trials">Of a proportion; 0 if missing.</param>
public sealed record SignalWeek(LocalDate Start, LocalDate Quarter, int WeeksToQuarterEnd, double? Value, int Successes = 0, int Trials = 0)
{
    /// <summary>A week of a sum or mean.</summary>
    public static SignalWeek Of(PeriodCalendar calendar, Period week, double? value) => At(calendar, week) with { Value = value };

    /// <summary>A week of a proportion.</summary>
    public static SignalWeek Of(PeriodCalendar calendar, Period week, int successes, int trials) =>
        At(calendar, week) with { Successes = successes, Trials = trials };

    private static SignalWeek At(PeriodCalendar calendar, Period week)
    {
        var (quarter, weeksToEnd) = calendar.WeekPosition(week);
        return new SignalWeek(week.Start, quarter.Start, weeksToEnd, null);
    }
}
