using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>trainings.csv.</summary>
internal static class TrainingsFile
{
    public static SupplementFile<Training> File { get; } = new(
        "trainings.csv", [Must("name"), Must("date"), May("skill"), Must("participants")],
        Read,
        training => (training.Name.ToUpperInvariant(), training.Date));

    private static Training Read(SheetRow row)
    {
        var (name, date) = (row.Must("name", row.Text("name")), row.Must("date", row.Date("date")));
        return new Training(FormattableString.Invariant($"trainings.csv {name} {date:uuuu-MM-dd}"), name, date, row.Stage("skill"), row.Reps("participants"));
    }
}
