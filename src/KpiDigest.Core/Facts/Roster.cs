using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>The reps, numbered by id, and the team each had at any instant. The number after the last is the unknown rep.</summary>
internal sealed class Roster
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly (long From, int Team)[][] _teams;
    private readonly (long From, bool Active)[][] _active;
    private readonly Dictionary<int, List<Employment>> _employment = [];
    private readonly HashSet<int> _named = [];

    public Roster(
        IReadOnlyDictionary<string, List<(Instant At, Rep Rep)>> versions, TeamTree tree, Instant asOf, IEnumerable<Employment> employment, IReadOnlyList<RosterRow> rows, DateTimeZone zone)
    {
        var ids = versions.Keys.Order(StringComparer.Ordinal).ToArray();
        Reps = new Rep[ids.Length];
        _teams = new (long, int)[ids.Length][];
        _active = new (long, bool)[ids.Length][];
        for (var i = 0; i < ids.Length; i++)
        {
            _numbers.Add(ids[i], i);
            var ordered = versions[ids[i]].OrderBy(v => v.At).ThenBy(v => v.Rep.ToString(), StringComparer.Ordinal).ToList();
            Reps[i] = ordered.LastOrDefault(v => v.At <= asOf, ordered[0]).Rep;
            _teams[i] = Spans(ordered, r => tree.NumberOf(r.TeamId));
            _active[i] = Spans(ordered, r => r.Active);
        }

        foreach (var row in employment) Employ(row);
        foreach (var person in rows.GroupBy(r => r.RepId, StringComparer.Ordinal)) Correct(person.Key, [.. person.Where(r => r.From is null || r.To is null || r.From < r.To)], tree, zone);
    }

    public Rep[] Reps { get; }

    /// <summary>Who leads which team.</summary>
    public Leads Leads { get; } = new();

    /// <summary>The number that stands for no owner and for owners that are no known rep.</summary>
    public int Unknown => Reps.Length;

    public int NumberOf(string? id) => id is not null && _numbers.TryGetValue(id, out var number) ? number : Unknown;

    public string? IdOf(int rep) => rep < Reps.Length ? Reps[rep].Id : null;

    /// <summary>The rep's primary team at an instant; the first observation is open to the left.</summary>
    public int TeamAt(int rep, long instant) => rep >= _teams.Length ? TeamTree.NoTeam : At(_teams[rep], instant);

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

    /// <summary>Whether a rep worked here at an instant: employed that day, or, where nothing states employment, active in the CRM then.</summary>
    public bool Works(int rep, long instant, LocalDate date) => _employment.ContainsKey(rep) ? Employed(rep, date) : At(_active[rep], instant);

    /// <summary>Whether the roster names a rep.</summary>
    public bool IsNamed(int rep) => _named.Contains(rep);

    /// <summary>When a rep was employed, by first day, rows that touch or overlap as one; empty where nothing states it.</summary>
    public IReadOnlyList<Employment> EmploymentOf(int rep)
    {
        var merged = new List<Employment>();
        if (!_employment.TryGetValue(rep, out var rows)) return merged;
        foreach (var row in rows.OrderBy(r => r.From ?? LocalDate.MinIsoValue).ThenBy(r => r.To ?? LocalDate.MaxIsoValue))
        {
            if (merged.Count == 0 || merged[^1].To < row.From) merged.Add(row);
            else if (merged[^1].To is { } end && (row.To is not { } to || end < to)) merged[^1] = merged[^1] with { To = row.To };
        }

        return merged;
    }

    /// <summary>What the roster says of a person takes the place of what the CRM says.</summary>
    private void Correct(string id, List<RosterRow> rows, TeamTree tree, DateTimeZone zone)
    {
        if (rows.Count == 0 || !_numbers.TryGetValue(id, out var rep)) return;
        _named.Add(rep);
        _employment.Remove(rep);
        foreach (var row in rows)
        {
            Employ(new Employment(id, row.From, row.To));
            Leads.Add(rep, tree.NumberOf(row.TeamId), row);
        }

        _teams[rep] = RosterSpans.Of(rows, tree, zone);
    }

    private void Employ(Employment row)
    {
        if (!_numbers.TryGetValue(row.RepId, out var rep)) return;
        if (!_employment.TryGetValue(rep, out var rows)) _employment.Add(rep, rows = []);
        rows.Add(row);
    }

    private static T At<T>((long From, T Value)[] spans, long instant)
    {
        for (var i = spans.Length - 1; i > 0; i--)
            if (spans[i].From <= instant) return spans[i].Value;
        return spans[0].Value;
    }

    private static (long From, T Value)[] Spans<T>(List<(Instant At, Rep Rep)> versions, Func<Rep, T> read)
    {
        var spans = new List<(long From, T Value)>();
        foreach (var (at, rep) in versions)
        {
            var value = read(rep);
            if (spans.Count == 0 || !EqualityComparer<T>.Default.Equals(spans[^1].Value, value)) spans.Add((Cell.Of(at), value));
        }

        return [.. spans];
    }
}
