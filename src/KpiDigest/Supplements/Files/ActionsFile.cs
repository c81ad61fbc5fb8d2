using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>actions.csv.</summary>
internal static class ActionsFile
{
    private enum Status
    {
        Open,
        Done,
        Dropped,
    }

    public static SupplementFile<ActionItem> File { get; } = new(
        "actions.csv", [Must("date"), Must("owner"), Must("text"), May("due"), May("team"), May("kpi"), May("status")],
        Read);

    private static ActionItem Read(SheetRow row)
    {
        var status = row.Choice("status", ("open", Status.Open), ("done", Status.Done), ("dropped", Status.Dropped)) ?? Status.Open;
        return new ActionItem(
            $"actions.csv row {row.Number}", row.Must("date", row.Date("date")), row.Must("owner", row.Text("owner")), row.Must("text", row.Words("text")),
            row.Date("due"), row.Team("team"), row.Kpi("kpi"), status.ToString().ToLowerInvariant());
    }
}
