using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>Who leads which team when, as the roster says; without a roster nobody is known to lead.</summary>
internal sealed class Leads
{
    private readonly List<(int Rep, int Team, LocalDate? From, LocalDate? To)> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(int rep, int team, RosterRow row)
    {
        if (row.IsLead && team != TeamTree.NoTeam) _rows.Add((rep, team, row.From, row.To));
    }

    /// <summary>The teams a person leads on a day.</summary>
    public IEnumerable<int> TeamsOf(int rep, LocalDate date) => _rows.Where(r => r.Rep == rep && IsOn(r, date)).Select(r => r.Team).Distinct();

    /// <summary>The people who lead a team on a day for which the question is true, each once, by number.</summary>
    public IEnumerable<int> Of(Func<int, bool> team, LocalDate date) => _rows.Where(r => IsOn(r, date) && team(r.Team)).Select(r => r.Rep).Distinct().Order();

    private static bool IsOn((int Rep, int Team, LocalDate? From, LocalDate? To) row, LocalDate date) =>
        (row.From is not { } from || from <= date) && (row.To is not { } to || date < to);
}
