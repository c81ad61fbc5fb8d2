using KpiDigest.Core.Periods;
using KpiDigest.Core.Signals;
using NodaTime;

namespace KpiDigest.Core.Tests.Signals;

/// <summary>Series of weeks for the judge, from the first week of 2016 on.</summary>
internal static class Weeks
{
    public static readonly SignalSettings NoSeason = new(Season: false);

    private static readonly PeriodCalendar Calendar = new(DateTimeZone.Utc);
    private static readonly Period First = Calendar.Containing(PeriodKind.Week, new LocalDate(2016, 1, 4));

    public static IReadOnlyList<SignalWeek> Of(IEnumerable<double?> values) => [.. Periods().Zip(values, (week, value) => SignalWeek.Of(Calendar, week, value))];

    public static IReadOnlyList<SignalWeek> Of(IEnumerable<double> values) => Of(values.Select(value => (double?)value));

    public static IReadOnlyList<SignalWeek> Of(IEnumerable<(int Won, int Closed)> values) =>
        [.. Periods().Zip(values, (week, value) => SignalWeek.Of(Calendar, week, value.Won, value.Closed))];

    /// <summary>Values by the week's place in its quarter, over whole calendar quarters.</summary>
    public static IReadOnlyList<SignalWeek> Seasonal(int weeks, Func<SignalWeek, int, SignalWeek> value) =>
        [.. Periods().Take(weeks).Select((week, i) => value(SignalWeek.Of(Calendar, week, null), i))];

    private static IEnumerable<Period> Periods()
    {
        for (var week = First; ; week = Calendar.Next(week)) yield return week;
    }
}
