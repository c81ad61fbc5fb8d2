using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>
/// How time is cut. Weeks begin on <see cref="WeekStart"/>; week 1 is the first with at least four days in the new year (with
/// Monday: ISO 8601). Fiscal quarters are three months, or 13 whole weeks in a year of 52 or 53, whose 53rd week lengthens
/// the last month of the last quarter.
/// </summary>
public sealed record CalendarRules
{
    /// <summary>First day of a week, and so of a fiscal year of weeks.</summary>
    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>1 to 12.</summary>
    public int FiscalYearStartMonth { get; init; } = 1;

    /// <summary>Calendar months, or which weeks make a month.</summary>
    public FiscalPattern FiscalPattern { get; init; }

    /// <summary>Where a fiscal year of weeks ends; calendar months do without.</summary>
    public FiscalYearEnd FiscalYearEnd { get; init; }

    /// <summary>The number of a fiscal year.</summary>
    public FiscalYearNamed FiscalYearNamed { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is not one of those named above.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FiscalYearStartMonth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FiscalYearStartMonth, 12);
        if (WeekStart is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday) throw new ArgumentOutOfRangeException(nameof(WeekStart));
        if (!Enum.IsDefined(FiscalPattern)) throw new ArgumentOutOfRangeException(nameof(FiscalPattern));
        if (!Enum.IsDefined(FiscalYearEnd)) throw new ArgumentOutOfRangeException(nameof(FiscalYearEnd));
        if (!Enum.IsDefined(FiscalYearNamed)) throw new ArgumentOutOfRangeException(nameof(FiscalYearNamed));
    }
}

/// <summary>Rules that were replaced: they cut the periods that start before a date (and after the date of the rules before them).</summary>
/// <param name="Until">First date on which a period no longer starts by these rules.</param>
/// <param name="Rules">The rules.</param>
public sealed record EarlierRules(LocalDate Until, CalendarRules Rules);
