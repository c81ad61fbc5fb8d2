namespace KpiDigest.Exports;

/// <summary>sales_teams.csv: who sells for which manager. A team is named after its manager, who leads it.</summary>
internal sealed class SalesTeamsFile
{
    public const string Name = "sales_teams.csv";
    private readonly Dictionary<string, int> _people = new(StringComparer.OrdinalIgnoreCase);

    public SalesTeamsFile(string folder, List<CsvFault> faults)
    {
        var table = CsvTable.Read(folder, Name, required: true, ["sales_agent", "manager"], faults);
        IsRead = table.IsRead;
        var rows = table.Rows.ConvertAll(r => (Row: r, Agent: r.Required("sales_agent"), Manager: Manager(r)));
        rows.RemoveAll(r => r.Agent.Length == 0 || r.Manager?.Length == 0);
        foreach (var manager in rows.Select(r => r.Manager).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)) AddTeam(manager);
        HashSet<string> agents = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (row, agent, manager) in rows)
        {
            if (!agents.Add(agent)) row.Fault("sales_agent", "stands twice");
            else if (_people.TryGetValue(agent, out var known)) People[known] = People[known] with { Email = row.Text("email"), Active = IsActive(row) };
            else Add(new PersonRow(agent, manager is null ? null : Teams.FindIndex(t => t.Equals(manager, StringComparison.OrdinalIgnoreCase)), row.Text("email"), IsActive(row)));
        }
    }

    /// <summary>Whether the file could be read at all; if not, nobody is missed in it.</summary>
    public bool IsRead { get; }

    /// <summary>Managers, each of whom names a team.</summary>
    public List<string> Teams { get; } = [];

    /// <summary>The managers, in the order of their teams, then the agents.</summary>
    public List<PersonRow> People { get; } = [];

    /// <summary>Position of a name in <see cref="People"/>; null: not in the file.</summary>
    public int? Find(string person) => _people.TryGetValue(person, out var index) ? index : null;

    /// <summary>Null: somebody who left, and has no team.</summary>
    private static string? Manager(CsvRow row) => row.Text("manager") ?? (IsActive(row) ? row.Required("manager") : null);

    private static bool IsActive(CsvRow row)
    {
        switch (row.Text("active")?.ToUpperInvariant())
        {
            case null or "YES" or "TRUE" or "1":
                return true;
            case "NO" or "FALSE" or "0":
                return false;
            default:
                row.Fault("active", "is neither yes nor no");
                return true;
        }
    }

    private void AddTeam(string manager)
    {
        Teams.Add(manager);
        Add(new PersonRow(manager, Teams.Count - 1, null, true));
    }

    private void Add(PersonRow person)
    {
        _people[person.Name] = People.Count;
        People.Add(person);
    }
}
