using System.Collections.Frozen;
using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>Monday to Friday less the holidays. For pace only: quotas are prorated by calendar days (D10).</summary>
public sealed class BusinessDays
{
    private readonly FrozenSet<LocalDate> _holidays;

    /// <param name="holidays">Dates that are not worked.</param>
    public BusinessDays(IEnumerable<LocalDate> holidays) => _holidays = holidays.ToFrozenSet();

    /// <summary>Whether a date is worked.</summary>
    public bool IsBusinessDay(LocalDate date) => (int)date.DayOfWeek <= 5 && !_holidays.Contains(date);

    /// <summary>Number of business days in <c>[start, end)</c>; 0 where the end is not after the start.</summary>
    public int Between(LocalDate start, LocalDate end)
    {
        var count = 0;
        for (var date = start; date < end; date = date.PlusDays(1))
            if (IsBusinessDay(date)) count++;
        return count;
    }

    /// <summary>The first date on or after <paramref name="start"/> before which <paramref name="count"/> business days have gone.</summary>
    public LocalDate After(LocalDate start, int count)
    {
        var date = start;
        while (count > 0)
        {
            if (IsBusinessDay(date)) count--;
            date = date.PlusDays(1);
        }

        return date;
    }
}
