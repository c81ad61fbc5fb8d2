using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>holidays.csv.</summary>
internal static class HolidaysFile
{
    public static SupplementFile<Holiday> File { get; } = new(
        "holidays.csv", [Must("set"), Must("date"), May("name")],
        row => new Holiday(row.Must("set", row.Text("set")), row.Must("date", row.Date("date")), row.Text("name") ?? ""),
        holiday => (holiday.Set.ToUpperInvariant(), holiday.Date));
}
