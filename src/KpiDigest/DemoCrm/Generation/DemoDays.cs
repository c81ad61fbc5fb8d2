using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>The company's days, numbered from the first one, and working hours on them in its zone. Times are milliseconds since 1970.</summary>
internal sealed class DemoDays
{
    public const string Zone = "Europe/Berlin";
    public const long Day = 86_400_000;
    private const int Margin = 800;
    private readonly long[] _starts;

    public DemoDays()
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        _starts = new long[Last + Margin + Margin];
        for (var i = 0; i < _starts.Length; i++) _starts[i] = First.PlusDays(i - Margin).AtStartOfDayInZone(zone).ToInstant().ToUnixTimeMilliseconds();
    }

    /// <summary>The first day with data: a Monday.</summary>
    public static LocalDate First { get; } = new(2023, 10, 2);

    /// <summary>The day at whose start the data ends: a Monday, so that a full week lies behind it.</summary>
    public static LocalDate End { get; } = new(2026, 11, 16);

    /// <summary>Number of days with data.</summary>
    public static int Last { get; } = NodaTime.Period.DaysBetween(First, End);

    /// <summary>The moment the data ends.</summary>
    public long EndMs => Start(Last);

    /// <summary>Midnight of a day.</summary>
    public long Start(int day) => _starts[day + Margin];

    /// <summary>The day of a moment.</summary>
    public int DayOf(long ms)
    {
        var index = Array.BinarySearch(_starts, ms);
        return (index >= 0 ? index : ~index - 1) - Margin;
    }

    public static LocalDate Date(int day) => First.PlusDays(day);

    public static int Number(LocalDate date) => NodaTime.Period.DaysBetween(First, date);

    public static bool IsWorkday(int day) => ((day % 7) + 7) % 7 < 5;

    /// <summary>This day, or the Friday before a weekend.</summary>
    public static int WorkdayAtOrBefore(int day) => IsWorkday(day) ? day : day - ((((day % 7) + 7) % 7) - 4);

    /// <summary>Quarters since the year 0: 2026-Q3 is 4 * 2026 + 2.</summary>
    public static int Quarter(int day) => Date(day) is var date ? (date.Year * 4) + ((date.Month - 1) / 3) : 0;

    /// <summary>First day of a quarter.</summary>
    public static int QuarterStart(int quarter) => Number(new LocalDate(quarter / 4, ((quarter % 4) * 3) + 1, 1));

    /// <summary>A moment between 8 and 18 o'clock on the day, or on the Friday before a weekend.</summary>
    public long WorkingTime(int day, DemoRandom random) => Start(WorkdayAtOrBefore(day)) + (8 * 3_600_000L) + random.Whole(0, 36_000_000);
}
