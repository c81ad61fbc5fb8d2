using KpiDigest.Core.Facts;
using NodaTime;
using NodaTime.Text;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>recurring.csv.</summary>
internal static class RecurringFile
{
    private static readonly YearMonthPattern Month = YearMonthPattern.Iso;

    public static SupplementFile<Recurring> File { get; } = new(
        "recurring.csv", [Must("account"), Must("month"), Must("amount")],
        Read,
        recurring => (recurring.AccountId, recurring.Month));

    private static Recurring Read(SheetRow row)
    {
        var amount = row.Must("amount", row.Money("amount"));
        if (amount < 0) row.Fault("amount", "is below 0");
        return new Recurring(row.Must("account", row.Account("account")), row.Must("month", MonthOf(row)), amount);
    }

    /// <summary>2017-12, or its first day: spreadsheets make dates of months.</summary>
    private static LocalDate? MonthOf(SheetRow row)
    {
        if (row.Text("month") is not { } text) return null;
        if (Month.Parse(text) is { Success: true, Value.Year: >= 1950 and < 2200 } month) return month.Value.OnDayOfMonth(1);
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Day: 1, Year: >= 1950 and < 2200 } } day) return day.Value;
        row.Fault("month", "is no month: write it as 2017-12");
        return null;
    }
}
