using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>
/// A half-open span of local dates <c>[Start, End)</c> in the calendar's zone. Identity is kind + start: <see cref="Key"/>
/// stands in the ledger, <see cref="Label"/> (<c>2017-W50</c>, <c>2017-Q4</c>) is what people type and read.
/// </summary>
/// <param name="Kind">Week or quarter.</param>
/// <param name="Start">First local date that belongs to the period.</param>
/// <param name="End">First local date that no longer belongs to it.</param>
/// <param name="Zone">The calendar's zone; decides at which instants the period begins and ends.</param>
/// <param name="Label">The label as the calendar writes it.</param>
public sealed record Period(PeriodKind Kind, LocalDate Start, LocalDate End, DateTimeZone Zone, string Label)
{
    /// <summary>The week year, or the number of the fiscal year.</summary>
    public int Year { get; init; }

    /// <summary>The week's number in its week year (1 to 53), or the quarter's in its fiscal year (1 to 4).</summary>
    public int Number { get; init; }

    /// <summary>The stable key: <c>week:2017-12-11</c>.</summary>
    public string Key => $"{(Kind == PeriodKind.Week ? "week" : "quarter")}:{Start:uuuu'-'MM'-'dd}";

    /// <summary>The first instant of the period (the start of its first day, also where midnight is skipped by DST).</summary>
    public Instant StartInstant => Start.AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>The first instant after the period.</summary>
    public Instant EndInstant => End.AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>Number of calendar days.</summary>
    public int Days => NodaTime.Period.DaysBetween(Start, End);

    /// <summary>Whether a local date belongs to the period; the end does not.</summary>
    public bool Contains(LocalDate date) => Start <= date && date < End;

    /// <inheritdoc/>
    public override string ToString() => Label;
}
