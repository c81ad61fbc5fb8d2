using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Csv;

/// <summary>sales_teams.csv: who sells for which manager. A team is named after its manager, who leads it.</summary>
internal sealed class SalesTeamsFile
{
    public const string Name = "sales_teams.csv";
    private const long FirstOwnerId = 1_001;
    private const long FirstTeamId = 301;
    private readonly List<(string Person, long TeamId)> _people = [];
    private readonly Dictionary<string, long> _owners = new(StringComparer.OrdinalIgnoreCase);

    public SalesTeamsFile(string folder, List<CsvFault> faults)
    {
        var table = CsvTable.Read(folder, Name, required: true, ["sales_agent", "manager"], faults);
        IsRead = table.IsRead;
        var rows = table.Rows.ConvertAll(r => (Row: r, Agent: r.Required("sales_agent"), Manager: r.Required("manager")));
        rows.RemoveAll(r => r.Agent.Length == 0 || r.Manager.Length == 0);
        foreach (var manager in rows.Select(r => r.Manager).Distinct(StringComparer.OrdinalIgnoreCase)) AddTeam(manager);
        HashSet<string> agents = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (row, agent, manager) in rows)
        {
            if (!agents.Add(agent)) row.Fault("sales_agent", "stands twice");
            else if (!_owners.ContainsKey(agent)) AddPerson(agent, Teams.First(t => t.Name.Equals(manager, StringComparison.OrdinalIgnoreCase)).Id);
        }
    }

    /// <summary>Whether the file could be read at all; if not, nobody is missed in it.</summary>
    public bool IsRead { get; }

    public List<TeamRecord> Teams { get; } = [];

    /// <summary>Owner and team of a name; null: not in the file.</summary>
    public (long OwnerId, long TeamId)? Find(string person) =>
        _owners.TryGetValue(person, out var id) ? (id, _people[(int)(id - FirstOwnerId)].TeamId) : null;

    public IReadOnlyList<DemoTeamLead> Leads() => [.. Owners(default).Take(Teams.Count).Select((o, i) => new DemoTeamLead(Teams[i].Name, o.Email, Teams[i].Name))];

    public IReadOnlyList<OwnerRecord> Owners(Instant at)
    {
        HashSet<string> addresses = [];
        return [.. _people.Select((p, i) => Owner(p.Person, p.TeamId, i, at, addresses))];
    }

    private static OwnerRecord Owner(string person, long teamId, int index, Instant at, HashSet<string> addresses)
    {
        var (first, last) = DemoNames.Split(person);
        var email = DemoNames.Email(person);
        for (var n = 2; !addresses.Add(email); n++) email = DemoNames.Email(person).Replace("@", n + "@", StringComparison.Ordinal);
        return new OwnerRecord
        {
            Id = FirstOwnerId + index,
            UserId = 5_001 + index,
            FirstName = first,
            LastName = last,
            Email = email,
            TeamId = teamId,
            Created = at,
            Updated = at,
        };
    }

    private void AddTeam(string manager)
    {
        Teams.Add(new TeamRecord(FirstTeamId + Teams.Count, manager));
        AddPerson(manager, Teams[^1].Id);
    }

    private void AddPerson(string person, long teamId)
    {
        _owners[person] = FirstOwnerId + _people.Count;
        _people.Add((person, teamId));
    }
}
