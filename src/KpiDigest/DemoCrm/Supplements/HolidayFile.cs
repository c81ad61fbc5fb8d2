using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>The days that are not worked anywhere in Germany.</summary>
internal static class HolidayFile
{
    /// <summary>Name of the set.</summary>
    public const string Set = "DE";

    private static readonly LocalDate[] EasterSundays = [new(2023, 4, 9), new(2024, 3, 31), new(2025, 4, 20), new(2026, 4, 5), new(2027, 3, 28)];

    public static string Create()
    {
        var csv = new CsvText("set,date,name");
        foreach (var easter in EasterSundays)
        {
            foreach (var (date, name) in Of(easter).OrderBy(d => d.Date)) csv.Add(Set, date, name);
        }

        return csv.ToString();
    }

    private static IEnumerable<(LocalDate Date, string Name)> Of(LocalDate easter) =>
    [
        (new LocalDate(easter.Year, 1, 1), "New Year"), (easter.PlusDays(-2), "Good Friday"), (easter.PlusDays(1), "Easter Monday"), (new LocalDate(easter.Year, 5, 1), "Labour Day"),
        (easter.PlusDays(39), "Ascension Day"), (easter.PlusDays(50), "Whit Monday"), (new LocalDate(easter.Year, 10, 3), "German Unity Day"),
        (new LocalDate(easter.Year, 12, 25), "Christmas Day"), (new LocalDate(easter.Year, 12, 26), "Second Day of Christmas"),
    ];
}
