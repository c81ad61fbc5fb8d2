using KpiDigest.Core.Facts;
using NodaTime;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>roster.csv: employment and teams.</summary>
internal static class RosterFile
{
    public static SupplementFile<RosterRow> File { get; } = new(
        "roster.csv", [Must("rep"), May("team"), May("first_day"), May("last_day"), May("lead")],
        Read)
    {
        Compare = FindOverlaps,
    };

    private static RosterRow Read(SheetRow row)
    {
        var (first, last) = (row.Date("first_day"), row.Date("last_day"));
        if (last < first) row.Fault("last_day", "is before first_day");
        var isLead = row.Flag("lead");
        var team = row.Team("team");
        if (isLead && team is null && !row.HasFault) row.Fault("lead", "leads no team: fill in the team");
        return new RosterRow(row.Must("rep", row.Rep("rep")), team, first, last?.PlusDays(1), isLead);
    }

    private static void FindOverlaps(IReadOnlyList<(SheetRow Row, RosterRow Fact)> rows)
    {
        foreach (var rep in rows.GroupBy(row => row.Fact.RepId, StringComparer.Ordinal).Where(rep => rep.Skip(1).Any()))
        {
            (SheetRow Row, RosterRow Fact)? before = null;
            foreach (var next in rep.OrderBy(row => row.Fact.From ?? LocalDate.MinIsoValue).ThenBy(row => row.Row.Number))
            {
                if (before is { } earlier && (earlier.Fact.To is not { } end || (next.Fact.From ?? LocalDate.MinIsoValue) < end))
                    next.Row.Fault("first_day", $"overlaps with row {earlier.Row.Number} of the same rep: end one before the other begins");
                else before = next;
            }
        }
    }
}
