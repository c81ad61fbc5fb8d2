using KpiDigest.Core.Periods;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Runs;

/// <summary>Reads the period keys of the ledger (<c>week:2017-12-11</c>).</summary>
internal static class PeriodKeys
{
    /// <exception cref="FormatException">The key is none.</exception>
    public static LocalDate StartOf(string key) => LocalDatePattern.Iso.Parse(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]).GetValueOrThrow();

    /// <summary>The period as people write it (<c>2017-W50</c>).</summary>
    public static string LabelOf(string key, PeriodCalendar calendar) =>
        calendar.Containing(key.StartsWith("week:", StringComparison.Ordinal) ? PeriodKind.Week : PeriodKind.Quarter, StartOf(key)).Label;
}
