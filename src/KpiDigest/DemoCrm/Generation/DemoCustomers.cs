using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// 900 companies in the territories of the teams, as many that are entered over the years, and one to three contacts each. What is
/// drawn for the latter comes from a stream of its own.
/// </summary>
internal sealed class DemoCustomers(DemoRandom random, DemoRandom fresh, DemoRoster roster, DemoDays days)
{
    public const long FirstCompanyId = 5_510_000_000;
    private const int PerTeam = 150;

    private static readonly string[] Roots =
    [
        "Alder", "Birk", "Corvin", "Dorn", "Elster", "Falken", "Granit", "Hasel", "Isar", "Juniper", "Kestrel", "Linden", "Marl", "Nebel", "Orion",
        "Pell", "Quarz", "Rowan", "Sable", "Tarn", "Ulmen", "Vela", "Wester", "Xenon", "Ysel", "Zephyr", "Ambro", "Brava", "Calder", "Ferro",
    ];

    private static readonly string[] Trades = ["tech", "pharma", "chem", "food", "hydro", "metal", "power", "lab", "paper", "optic"];

    private static readonly string[] Industries = ["Machinery", "Pharmaceuticals", "Chemicals", "Food", "Utilities", "Metals", "Energy", "Laboratories", "Paper", "Optics"];

    private static readonly (string Country, string Form, string Suffix)[][] Territories =
    [
        [("Germany", "GmbH", "de"), ("Germany", "AG", "de"), ("Poland", "Sp. z o.o.", "pl")],
        [("Germany", "GmbH & Co. KG", "de"), ("Austria", "GmbH", "at"), ("Switzerland", "AG", "ch")],
        [("France", "SAS", "fr"), ("Netherlands", "B.V.", "nl"), ("Belgium", "NV", "be")],
        [("Sweden", "AB", "se"), ("Denmark", "A/S", "dk"), ("Finland", "Oy", "fi"), ("Norway", "AS", "no")],
        [("United Kingdom", "Ltd", "uk"), ("Ireland", "DAC", "ie"), ("United Kingdom", "plc", "uk")],
        [("Italy", "S.p.A.", "it"), ("Spain", "S.A.", "es"), ("Portugal", "Lda.", "pt"), ("Greece", "A.E.", "gr")],
    ];

    private static readonly string[] FirstNames = ["Anna", "Ben", "Clara", "David", "Eva", "Finn", "Greta", "Hugo", "Ida", "Jan", "Karla", "Leo", "Mia", "Nils", "Olga", "Paul", "Rosa", "Sven", "Tess", "Uwe", "Vera", "Wim", "Yara", "Zeno"];

    private static readonly string[] LastNames = ["Adler", "Bøe", "Carlsson", "Dubois", "Eriksen", "Fischer", "García", "Hansen", "Iversen", "Jansen", "Klein", "López", "Murphy", "Novak", "Öberg", "Peeters", "Quinn", "Rossi", "Smith", "Török", "Urban", "Vos", "Walsh", "Żak"];

    /// <summary>The companies before they have ids: the early ones first.</summary>
    public List<DemoCompanySeed> Seeds { get; } = CreateSeeds(random, fresh);

    /// <summary>How many are there from the beginning.</summary>
    public static int EarlyCount => PerTeam * Territories.Length;

    /// <summary>Id of a company.</summary>
    public static long IdOf(int index) => FirstCompanyId + (index * 1_013L);

    /// <summary>Position of the company of an id.</summary>
    public static int IndexOf(long id) => (int)((id - FirstCompanyId) / 1_013);

    /// <summary>Id of a company's first contact.</summary>
    public static long ContactIdOf(int index) => 9_020_000_000 + (index * 40L);

    public IReadOnlyList<DemoRecord> Companies(IReadOnlySet<long> customers, IReadOnlyDictionary<int, int> left) =>
        [.. Seeds.Select(seed => Company(seed, customers, left.TryGetValue(seed.Index, out var day) ? DemoDays.Date(day) : null, seed.Since < 0 ? random : fresh))];

    public IReadOnlyList<DemoRecord> Contacts(IReadOnlyList<DemoRecord> companies) => [.. companies.Cast<CompanyRecord>().SelectMany((c, i) => People(c, i, i < EarlyCount ? random : fresh))];

    private static List<DemoCompanySeed> CreateSeeds(DemoRandom random, DemoRandom fresh)
    {
        List<DemoCompanySeed> seeds = [];
        HashSet<string> taken = [];
        while (seeds.Count < EarlyCount) Add(random, seeds.Count / PerTeam, -1);
        while (seeds.Count < 2 * EarlyCount) Add(fresh, (seeds.Count - EarlyCount) / PerTeam, fresh.Whole(0, DemoDays.Last - 14));
        return seeds;

        void Add(DemoRandom draw, int team, int since)
        {
            var (country, form, _) = draw.Pick(Territories[team]);
            var trade = draw.Whole(0, Trades.Length);
            var name = $"{draw.Pick(Roots)}{Trades[trade]} {form}";
            if (taken.Add(name)) seeds.Add(new DemoCompanySeed(seeds.Count, team, name, country, Industries[trade], since));
        }
    }

    private CompanyRecord Company(DemoCompanySeed seed, IReadOnlySet<long> customers, LocalDate? churned, DemoRandom random)
    {
        var id = IdOf(seed.Index);
        var team = roster.Reps.Where(r => r.Team == seed.Team && r.Left == int.MaxValue).ToList();
        var entered = -random.Whole(5, 700);
        var created = Instant.FromUnixTimeMilliseconds(seed.Since < 0 ? days.WorkingTime(entered, random) : days.Start(seed.Since));
        var employees = random.Whole(20, 4_000);
        var suffix = Array.Find(Territories[seed.Team], t => t.Country == seed.Country).Suffix;
        return new CompanyRecord
        {
            Id = id,
            Name = seed.Name,
            Domain = $"{DemoNames.Ascii(seed.Name.Split(' ')[0])}-{seed.Index}.{suffix}.example",
            Industry = seed.Industry,
            Country = seed.Country,
            LifecycleStage = customers.Contains(id) ? "customer" : "opportunity",
            Employees = employees,
            Segment = employees switch { < 800 => "Small", < 2_400 => "Mid-size", _ => "Large" },
            ChurnedOn = churned,
            AnnualRevenue = random.Whole(2, 900) * 1_000_000m,
            OwnerId = random.Pick(team).OwnerId,
            Created = created,
            Modified = Capped(created + Duration.FromDays(random.Whole(1, 300)), churned),
        };
    }

    /// <summary>The day somebody left was entered on that day; nothing is changed after the data ends.</summary>
    private Instant Capped(Instant at, LocalDate? churned)
    {
        var entered = churned is { } day ? Instant.FromUnixTimeMilliseconds(days.Start(DemoDays.Number(day))) + Duration.FromHours(9) : at;
        return Instant.Min(Instant.Max(at, entered), Instant.FromUnixTimeMilliseconds(days.EndMs - 60_000));
    }

    private IEnumerable<ContactRecord> People(CompanyRecord company, int index, DemoRandom random)
    {
        var count = random.Whole(1, 4);
        for (var i = 0; i < count; i++)
        {
            var (first, last) = (random.Pick(FirstNames), random.Pick(LastNames));
            var created = company.Created!.Value + Duration.FromMinutes(random.Whole(5, 20_000));
            yield return new ContactRecord
            {
                Id = ContactIdOf(index) + i,
                FirstName = first,
                LastName = last,
                Email = $"{DemoNames.Ascii(first)}.{DemoNames.Ascii(last)}{(i == 0 ? "" : i)}@{company.Domain}",
                LifecycleStage = company.LifecycleStage,
                CompanyId = company.Id,
                OwnerId = company.OwnerId,
                Created = created,
                Modified = Capped(created + Duration.FromMinutes(random.Whole(5, 300_000)), null),
            };
        }
    }
}
