using KpiDigest.Core.Facts;
using static KpiDigest.Supplements.SupplementColumn;

namespace KpiDigest.Supplements.Files;

/// <summary>objectives.csv.</summary>
internal static class ObjectivesFile
{
    public static SupplementFile<Objective> File { get; } = new(
        "objectives.csv",
        [
            Must("name"), May("team"), May("kpi"), May("actual"), May("direction"), May("form"), Must("target"), Must("first_day"), Must("last_day"), May("owner"),
        ],
        Read,
        objective => (objective.Name.ToUpperInvariant(), objective.TeamId, objective.Start));

    private static Objective Read(SheetRow row)
    {
        var (start, end) = row.Days();
        var (name, team, kpi, actual) = (row.Must("name", row.Text("name")), row.Team("team"), row.Kpi("kpi"), row.Share("actual"));
        if (kpi is not null && actual is not null) row.Fault("actual", "the KPI measures it: leave either kpi or actual blank");
        return new Objective
        {
            Id = FormattableString.Invariant($"objectives.csv {name} {team} {start:uuuu-MM-dd}"),
            Name = name,
            TeamId = team,
            Kpi = kpi,
            Actual = actual,
            Up = row.Choice("direction", ("up", true), ("down", false)) ?? true,
            IsCumulative = row.Choice("form", ("cumulative", true), ("level", false)) ?? false,
            Target = row.Must("target", row.Share("target")),
            Start = start,
            End = end,
            Owner = row.Text("owner"),
        };
    }
}
