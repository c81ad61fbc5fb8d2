using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>The reps, numbered by id, and the team each had at any instant. The number after the last is the unknown rep.</summary>
internal sealed class Roster
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly (long From, int Team)[][] _teams;
    private readonly Dictionary<int, List<Employment>> _employment = [];

    public Roster(IReadOnlyDictionary<string, List<(Instant At, Rep Rep)>> versions, TeamTree tree, Instant asOf, IEnumerable<Employment> employment)
    {
        var ids = versions.Keys.Order(StringComparer.Ordinal).ToArray();
        Reps = new Rep[ids.Length];
        _teams = new (long, int)[ids.Length][];
        for (var i = 0; i < ids.Length; i++)
        {
            _numbers.Add(ids[i], i);
            var ordered = versions[ids[i]].OrderBy(v => v.At).ThenBy(v => v.Rep.ToString(), StringComparer.Ordinal).ToList();
            Reps[i] = ordered.LastOrDefault(v => v.At <= asOf, ordered[0]).Rep;
            _teams[i] = Memberships(ordered, tree);
        }

        foreach (var row in employment)
        {
            if (!_numbers.TryGetValue(row.RepId, out var rep)) continue;
            if (!_employment.TryGetValue(rep, out var rows)) _employment.Add(rep, rows = []);
            rows.Add(row);
        }
    }

    public Rep[] Reps { get; }

    /// <summary>The number that stands for no owner and for owners that are no known rep.</summary>
    public int Unknown => Reps.Length;

    public int NumberOf(string? id) => id is not null && _numbers.TryGetValue(id, out var number) ? number : Unknown;

    public string? IdOf(int rep) => rep < Reps.Length ? Reps[rep].Id : null;

    /// <summary>The rep's primary team at an instant; the first observation is open to the left.</summary>
    public int TeamAt(int rep, long instant)
    {
        if (rep >= _teams.Length) return TeamTree.NoTeam;
        var spans = _teams[rep];
        for (var i = spans.Length - 1; i > 0; i--)
            if (spans[i].From <= instant) return spans[i].Team;
        return spans[0].Team;
    }

    /// <summary>The one team a rep has always had, or null where it changed.</summary>
    public int? OnlyTeam(int rep) => rep >= _teams.Length ? TeamTree.NoTeam : _teams[rep].Length == 1 ? _teams[rep][0].Team : null;

    /// <summary>Whether a rep ever had a team for which the question is true.</summary>
    public bool Ever(int rep, Func<int, bool> team) => rep >= _teams.Length ? team(TeamTree.NoTeam) : Array.Exists(_teams[rep], s => team(s.Team));

    public IEnumerable<Membership> MembershipsOf(int rep, TeamTree tree)
    {
        var spans = _teams[rep];
        for (var i = 0; i < spans.Length; i++)
            yield return new Membership(
                Reps[rep].Id,
                spans[i].Team == TeamTree.NoTeam ? null : tree.All[spans[i].Team].Id,
                i == 0 ? null : Instant.FromUnixTimeTicks(spans[i].From),
                i == spans.Length - 1 ? null : Instant.FromUnixTimeTicks(spans[i + 1].From));
    }

    /// <summary>Whether a rep was employed on a day; without any row always.</summary>
    public bool Employed(int rep, LocalDate date) =>
        !_employment.TryGetValue(rep, out var rows) || rows.Exists(r => (r.From is not { } from || from <= date) && (r.To is not { } to || date < to));

    private static (long From, int Team)[] Memberships(List<(Instant At, Rep Rep)> versions, TeamTree tree)
    {
        var spans = new List<(long From, int Team)>();
        foreach (var (at, rep) in versions)
        {
            var team = tree.NumberOf(rep.TeamId);
            if (spans.Count == 0 || spans[^1].Team != team) spans.Add((Cell.Of(at), team));
        }

        return [.. spans];
    }
}
