using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Teams, leads and reps: 40 who are here, 3 who left, 2 who changed teams.</summary>
internal sealed class DemoRoster
{
    public const int TeamCount = 6;
    public const int SlippingTeam = 3;
    public const string ImprovingRep = "O'Sullivan";

    private static readonly (string Team, string Lead)[] TeamNames =
    [
        ("DACH North", "Friederike Großmann"), ("DACH South", "Ueli Brändli"), ("Benelux & France", "Élodie Lefèvre"),
        ("Nordics", "Bjørn Aagaard"), ("UK & Ireland", "Priya Ramanathan"), ("Southern Europe", "Íñigo Etxeberria"),
    ];

    private static readonly string[][] Names =
    [
        ["Jürgen Weiß", "Annika Möller", "Emre Yıldız", "Henrike Petersen", "Tobias Köhler", "Lan Nguyen", "Moritz Fährmann"],
        ["Vreni Zürcher", "Maria-Magdalena von Hohenstein-Oettingen", "Lukas Gruber", "Selin Aydın", "Reto Häberli", "Johanna Pichler"],
        ["Camille Dubois", "Joost van der Meer", "François Béranger", "Anouk Claes", "Mehdi Benali", "Zoë Janssens", "Thijs de Vries"],
        ["Søren Kjær", "Åsa Lindström", "Mikko Hämäläinen", "Ingrid Solberg", "Þóra Jónsdóttir", "Rasmus Nyholm", "Linnea Ek"],
        ["Aoife O'Sullivan", "Gareth Llewellyn", "Chidi Okafor", "Harriet Pemberton", "Siobhán Ní Dhálaigh", "Oliver Bates", "Amara Singh"],
        ["Chiara D'Amico", "Nuno Gonçalves", "Begoña Ibáñez", "Luca Ferrari", "Eleni Papadopoulou", "Xavier Puig"],
    ];

    private static readonly (string Name, int Team, LocalDate Left)[] Leavers =
    [
        ("Klaus Dettmer", 0, new(2024, 9, 1)), ("Noémie Rousseau", 2, new(2025, 7, 1)), ("Piotr Wiśniewski", 5, new(2026, 7, 1)),
    ];

    private static readonly Dictionary<string, LocalDate> Hires = new()
    {
        ["Lan Nguyen"] = new(2024, 4, 2),
        ["Mehdi Benali"] = new(2024, 9, 2),
        ["Linnea Ek"] = new(2025, 2, 3),
        ["Amara Singh"] = new(2025, 6, 2),
        ["Johanna Pichler"] = new(2025, 10, 1),
        ["Zoë Janssens"] = new(2026, 2, 2),
        ["Moritz Fährmann"] = new(2026, 8, 3),
    };

    private static readonly Dictionary<string, int> Moves = new() { ["Tobias Köhler"] = 1, ["Anouk Claes"] = 4 };

    public DemoRoster(DemoRandom random)
    {
        Teams = [.. TeamNames.Select((t, i) => new TeamRecord(368_401 + (i * 17), t.Team))];
        foreach (var (names, team) in Names.Select((n, i) => (n, i)))
        {
            foreach (var name in names) Add(random, name, team, Hires.TryGetValue(name, out var hired) ? DemoDays.Number(hired) : -400, int.MaxValue);
        }

        foreach (var (name, team, left) in Leavers) Add(random, name, team, -400, DemoDays.Number(left));
    }

    public IReadOnlyList<TeamRecord> Teams { get; }

    public List<DemoRep> Reps { get; } = [];

    /// <summary>Owner id of a team's lead.</summary>
    public static long LeadId(int team) => 41_100_007 + (team * 911);

    /// <summary>The rep of this owner id; null for leads.</summary>
    public DemoRep? ByOwner(long ownerId) => Reps.Find(r => r.OwnerId == ownerId);

    public static IReadOnlyList<DemoTeamLead> Leads() => [.. TeamNames.Select(t => new DemoTeamLead(t.Lead, DemoNames.Email(t.Lead), t.Team))];

    public IReadOnlyList<OwnerRecord> Owners() => [.. TeamNames.Select((t, i) => Lead(t.Lead, i)), .. Reps.Select(Owner)];

    private OwnerRecord Lead(string name, int team)
    {
        var (first, last) = DemoNames.Split(name);
        return new OwnerRecord
        {
            Id = LeadId(team),
            UserId = 7_100 + team,
            FirstName = first,
            LastName = last,
            Email = DemoNames.Email(name),
            TeamId = Teams[team].Id,
            Created = At(new LocalDate(2023, 6, 1)),
            Updated = At(new LocalDate(2025, 12, 1)),
        };
    }

    private OwnerRecord Owner(DemoRep rep) => new()
    {
        Id = rep.OwnerId,
        UserId = 7_200 + rep.Index,
        FirstName = rep.FirstName,
        LastName = rep.LastName,
        Email = DemoNames.Email(rep.FirstName + " " + rep.LastName),
        TeamId = rep.Left == int.MaxValue ? Teams[rep.Team].Id : 0,
        SecondTeamId = rep.MovedFrom >= 0 ? Teams[rep.MovedFrom].Id : 0,
        Created = At(rep.Hired < 0 ? new LocalDate(2023, 6, 1) : DemoDays.Date(rep.Hired)),
        Updated = At(rep.Left != int.MaxValue ? DemoDays.Date(rep.Left) : rep.MovedFrom >= 0 ? DemoDays.Date(DemoRep.MoveDay) : new LocalDate(2026, 1, 5)),
        Archived = rep.Left != int.MaxValue,
    };

    private static Instant At(LocalDate date) => date.At(new LocalTime(9, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb[DemoDays.Zone]).ToInstant();

    private void Add(DemoRandom random, string name, int team, int hired, int left)
    {
        var (first, last) = DemoNames.Split(name);
        var id = 41_300_000 + (Reps.Count * 2_711) + random.Whole(0, 2_000);
        Reps.Add(new DemoRep(Reps.Count, id, first, last, team, last == ImprovingRep ? 1.45 : random.Next(0.75, 1.3), random.Next(0.235, 0.365), hired, left, Moves.GetValueOrDefault(name, -1)));
    }
}
