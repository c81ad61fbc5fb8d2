using System.Globalization;
using System.Text;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Periods;

/// <summary>
/// Five calendars over twenty years, compared exactly with a table. A second program, in another language, made it: it searches the
/// days one by one for what the definitions say, and shares no formula with the code.
/// </summary>
public class GoldenCalendarTests
{
    private const string File = "golden-calendars.txt";

    [Fact]
    public void Five_calendars_over_twenty_years_are_those_of_the_table()
    {
        using var stream = typeof(GoldenCalendarTests).Assembly.GetManifestResourceStream(File)!;
        using var reader = new StreamReader(stream);
        var expected = reader.ReadToEnd().Split('\n');
        var actual = Table().Split('\n');

        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
            Assert.True(i < expected.Length && i < actual.Length && expected[i] == actual[i], $"line {i + 1}: expected '{At(expected, i)}', got '{At(actual, i)}'");
    }

    private static string At(string[] lines, int index) => index < lines.Length ? lines[index] : "(end)";

    private static string Table()
    {
        var table = new StringBuilder("# quarter, first day, day after the last, days = months in days, first and last week; generated once and reviewed\n");
        foreach (var (name, calendar) in SomeCalendars.Golden)
        {
            table.Append("\n# ").Append(name).Append('\n');
            foreach (var quarter in SomeCalendars.Walk(calendar, PeriodKind.Quarter, "2010-01-01", "2030-01-01")) table.Append(Line(calendar, quarter)).Append('\n');
        }

        return table.ToString();
    }

    private static string Line(PeriodCalendar calendar, Period quarter)
    {
        var months = string.Join('+', calendar.MonthsOf(quarter).Select(m => NodaTime.Period.DaysBetween(m.Start, m.End)));
        var first = calendar.Containing(PeriodKind.Week, quarter.Start);
        var last = calendar.Containing(PeriodKind.Week, quarter.End.PlusDays(-1));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{quarter.Label} {quarter.Start:uuuu'-'MM'-'dd} {quarter.End:uuuu'-'MM'-'dd} {quarter.Days} = {months}; {first} {first.Start:MM'-'dd} to {last} {last.End:MM'-'dd}");
    }
}
