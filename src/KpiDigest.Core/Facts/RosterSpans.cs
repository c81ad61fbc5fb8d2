using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// The teams of a person the roster names: outside the rows there is none. Where rows overlap, the row of a member beats that of a lead
/// (people who lead several teams are members of one), then the row that began last, then the team's id.
/// </summary>
internal static class RosterSpans
{
    public static (long From, int Team)[] Of(IReadOnlyList<RosterRow> rows, TeamTree tree, DateTimeZone zone)
    {
        var spans = new List<(long From, int Team)> { (Cell.None, TeamOn(rows, null, tree)) };
        foreach (var date in rows.SelectMany(r => new[] { r.From, r.To }).OfType<LocalDate>().Distinct().Order())
        {
            var team = TeamOn(rows, date, tree);
            if (spans[^1].Team != team) spans.Add((Cell.Of(date.AtStartOfDayInZone(zone).ToInstant()), team));
        }

        return [.. spans];
    }

    /// <param name="rows">The person's rows.</param>
    /// <param name="date">The day; null: before any row begins or ends.</param>
    /// <param name="tree">The teams.</param>
    private static int TeamOn(IReadOnlyList<RosterRow> rows, LocalDate? date, TeamTree tree)
    {
        var row = rows.Where(r => date is { } day ? (r.From is not { } from || from <= day) && (r.To is not { } to || day < to) : r.From is null)
            .OrderBy(r => r.IsLead).ThenByDescending(r => r.From ?? LocalDate.MinIsoValue).ThenBy(r => r.TeamId, StringComparer.Ordinal)
            .FirstOrDefault();
        return row is null ? TeamTree.NoTeam : tree.NumberOf(row.TeamId);
    }
}
