using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>About 900 companies in the territories of the teams, with one to three contacts each.</summary>
internal sealed class DemoCustomers(DemoRandom random, DemoRoster roster, DemoDays days)
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

    /// <summary>The companies before they have ids.</summary>
    public List<DemoCompanySeed> Seeds { get; } = CreateSeeds(random);

    /// <summary>Id of a company.</summary>
    public static long IdOf(int index) => FirstCompanyId + (index * 1_013L);

    /// <summary>Id of a company's first contact.</summary>
    public static long ContactIdOf(int index) => 9_020_000_000 + (index * 40L);

    public IReadOnlyList<DemoRecord> Companies(IReadOnlySet<long> customers) => [.. Seeds.Select(seed => Company(seed, customers))];

    public IReadOnlyList<DemoRecord> Contacts(IReadOnlyList<DemoRecord> companies) => [.. companies.Cast<CompanyRecord>().SelectMany((c, i) => People(c, i))];

    private static List<DemoCompanySeed> CreateSeeds(DemoRandom random)
    {
        List<DemoCompanySeed> seeds = [];
        HashSet<string> taken = [];
        while (seeds.Count < PerTeam * Territories.Length)
        {
            var team = seeds.Count / PerTeam;
            var (country, form, _) = random.Pick(Territories[team]);
            var trade = random.Whole(0, Trades.Length);
            var name = $"{random.Pick(Roots)}{Trades[trade]} {form}";
            if (taken.Add(name)) seeds.Add(new DemoCompanySeed(seeds.Count, team, name, country, Industries[trade]));
        }

        return seeds;
    }

    private CompanyRecord Company(DemoCompanySeed seed, IReadOnlySet<long> customers)
    {
        var id = IdOf(seed.Index);
        var team = roster.Reps.Where(r => r.Team == seed.Team && r.Left == int.MaxValue).ToList();
        var created = Instant.FromUnixTimeMilliseconds(days.WorkingTime(-random.Whole(5, 700), random));
        var suffix = Array.Find(Territories[seed.Team], t => t.Country == seed.Country).Suffix;
        return new CompanyRecord
        {
            Id = id,
            Name = seed.Name,
            Domain = $"{DemoNames.Ascii(seed.Name.Split(' ')[0])}-{seed.Index}.{suffix}.example",
            Industry = seed.Industry,
            Country = seed.Country,
            LifecycleStage = customers.Contains(id) ? "customer" : "opportunity",
            Employees = random.Whole(20, 4_000),
            AnnualRevenue = random.Whole(2, 900) * 1_000_000m,
            OwnerId = random.Pick(team).OwnerId,
            Created = created,
            Modified = created + Duration.FromDays(random.Whole(1, 300)),
        };
    }

    private IEnumerable<ContactRecord> People(CompanyRecord company, int index)
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
                Modified = created + Duration.FromMinutes(random.Whole(5, 300_000)),
            };
        }
    }
}
