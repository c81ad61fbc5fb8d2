namespace KpiDigest.Core.Facts;

/// <summary>The teams, numbered by id, and which lies below which.</summary>
internal sealed class TeamTree
{
    /// <summary>The number of 'no team'.</summary>
    public const int NoTeam = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly int[] _parent;
    private readonly int[] _enter;
    private readonly int[] _leave;

    public TeamTree(IEnumerable<Team> teams)
    {
        All = [.. teams.OrderBy(t => t.Id, StringComparer.Ordinal)];
        for (var i = 0; i < All.Length; i++) _numbers.Add(All[i].Id, i);
        _parent = [.. All.Select(t => NumberOf(t.ParentId))];
        _enter = new int[All.Length];
        _leave = new int[All.Length];
        Walk();
    }

    public Team[] All { get; }

    public int NumberOf(string? id) => id is not null && _numbers.TryGetValue(id, out var number) ? number : NoTeam;

    /// <summary>Whether a team is the root or lies anywhere below it.</summary>
    public bool IsWithin(int team, int root) => team != NoTeam && _enter[root] <= _enter[team] && _enter[team] < _leave[root];

    /// <summary>Teams directly below; of <see cref="NoTeam"/>: the top teams.</summary>
    public IEnumerable<int> Below(int parent) => Enumerable.Range(0, All.Length).Where(t => _parent[t] == parent);

    private void Walk()
    {
        var clock = 1;
        foreach (var top in Below(NoTeam).ToList()) Visit(top, ref clock);
        for (var i = 0; i < All.Length; i++)
        {
            // Whatever was not reached hangs in a ring of parents: the first of the ring is taken as a top team.
            if (_enter[i] != 0) continue;
            _parent[i] = NoTeam;
            Visit(i, ref clock);
        }
    }

    private void Visit(int team, ref int clock)
    {
        _enter[team] = clock++;
        foreach (var child in Below(team).Where(c => _enter[c] == 0)) Visit(child, ref clock);
        _leave[team] = clock;
    }
}
