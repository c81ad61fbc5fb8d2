using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Runs;

/// <summary>Reads the period keys of the ledger (<c>week:2017-12-11</c>).</summary>
internal static class PeriodKeys
{
    /// <exception cref="FormatException">The key is none.</exception>
    public static LocalDate StartOf(string key) => LocalDatePattern.Iso.Parse(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]).GetValueOrThrow();
}
