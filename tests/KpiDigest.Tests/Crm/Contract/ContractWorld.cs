using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>
/// A sales company that belongs to no CRM: each connector's stub is filled from it and must bring exactly it. Every name and address holds
/// <see cref="Mark"/>, so that one found in a log is known. Home currency EUR, zone UTC.
/// </summary>
internal sealed class ContractWorld
{
    /// <summary>Stands in every name and address of this world.</summary>
    public const string Mark = "Qxzv";

    private readonly SortedDictionary<long, WorldDeal> _deals = [];
    private readonly SortedDictionary<long, WorldAccount> _accounts = [];
    private readonly SortedDictionary<long, WorldPerson> _people = [];
    private readonly SortedDictionary<long, WorldActivity> _activities = [];

    private readonly Dictionary<long, List<long>> _losers = [];

    /// <summary>The CRM's clock.</summary>
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 20, 8, 0);

    public List<WorldTeam> Teams { get; } = [];

    public List<WorldQuota> Quotas { get; } = [];

    public IReadOnlyCollection<WorldPerson> People => _people.Values;

    public IReadOnlyCollection<WorldAccount> Accounts => _accounts.Values;

    public IReadOnlyCollection<WorldActivity> Activities => _activities.Values;

    /// <summary>All deals, deleted and merged ones too.</summary>
    public IReadOnlyCollection<WorldDeal> Deals => _deals.Values;

    public IEnumerable<WorldDeal> Living => _deals.Values.Where(d => d.DeletedAt is null && d.MergedInto == 0);

    public WorldDeal Deal(long key) => _deals[key];

    /// <summary>Keys of the deals that were merged into this one.</summary>
    public IReadOnlyList<long> MergedInto(long winner) => _losers.GetValueOrDefault(winner, []);

    public WorldPerson Person(long key) => _people[key];

    public WorldAccount Account(long key) => _accounts[key];

    /// <summary>A world without any record but the pipeline's stages.</summary>
    public static ContractWorld Empty() => new();

    /// <summary>Two teams of three, one of whom left, and as many deals as said, with one account for five of them and one activity for ten.</summary>
    public static ContractWorld Of(int deals)
    {
        var world = new ContractWorld();
        world.Teams.AddRange([new WorldTeam(1, $"{Mark}north"), new WorldTeam(2, $"{Mark}south")]);
        string[] last = ["Amsel", "Berg", "Castro", "Dahl", "Eke", "Faro"];
        for (var key = 1; key <= last.Length; key++) world.Put(new WorldPerson(key, $"{Mark}{key}", last[key - 1], $"{Mark}{key}@example.com", key == 6 ? 0 : 1 + (key % 2), key != 6));
        for (var key = 1; key <= (deals + 4) / 5; key++) world.Put(new WorldAccount(key, $"{Mark}firm {key}", At(key), At(key)));
        for (var key = 1; key <= deals; key++) world.Add(key);
        for (var key = 1; key <= deals / 10; key++) world.Put(new WorldActivity(key, key % 3 == 0, At(key * 7), 1 + (key % 5), key, 1 + (key / 5), At(key * 7)));
        for (var key = 1; deals > 0 && key <= 5; key++) world.Quotas.Add(new WorldQuota(key, key, new LocalDate(2026, 10, 1), new LocalDate(2027, 1, 1), 10_000m * key));
        return world;
    }

    /// <summary>A deal made of its number: all stages, some without amount, account or owner, some with a course behind them.</summary>
    public void Add(long key, Instant? at = null)
    {
        var created = at ?? At(key * 3);
        var deal = new WorldDeal(key, $"{Mark}deal {key}")
        {
            Account = key % 11 == 0 || _accounts.Count == 0 ? 0 : 1 + (key / 5 % _accounts.Count),
            Owner = _people.Count == 0 ? 0 : 1 + (key % _people.Count),
            Stage = WorldStage.Qualified,
            Amount = key % 13 == 0 ? null : 100m * key + 0.25m,
            Close = created.InUtc().Date.PlusDays(90),
            Created = created,
            Modified = created,
        };
        Put(deal with { Changes = [.. Fields.Select(f => new WorldChange(f, created, Text(deal, f))).Where(c => c.Value is not null)] });
        if (key % 2 == 0) Edit(key, d => d with { Stage = WorldStage.Proposed, Amount = d.Amount + 1m }, created + Duration.FromDays(2));
        if (key % 3 == 0) Edit(key, d => d with { Stage = key % 4 == 0 ? WorldStage.Lost : WorldStage.Won, Close = created.InUtc().Date.PlusDays(9) }, created + Duration.FromDays(9));
    }

    /// <summary>An edit by a user: what changed is in the history, the deal has a new modification time.</summary>
    public void Edit(long key, Func<WorldDeal, WorldDeal> edit, Instant? at = null)
    {
        var (before, when) = (_deals[key], at ?? Now);
        var after = edit(before) with { Modified = when };
        Put(after with { Changes = [.. before.Changes, .. Fields.Where(f => Text(before, f) != Text(after, f)).Select(f => new WorldChange(f, when, Text(after, f)))] });
    }

    public void Delete(long key) => Put(_deals[key] with { DeletedAt = Now, Modified = Now });

    public void Restore(long key) => Put(_deals[key] with { DeletedAt = null, Modified = Now });

    /// <summary>The loser goes, the winner says so.</summary>
    public void Merge(long winner, long loser)
    {
        _losers[winner] = [.. MergedInto(winner), loser];
        Put(_deals[loser] with { MergedInto = winner, Modified = Now });
        Put(_deals[winner] with { Modified = Now });
    }

    public void Put(WorldDeal deal) => _deals[deal.Key] = deal;

    public void Put(WorldAccount account) => _accounts[account.Key] = account;

    public void Put(WorldPerson person) => _people[person.Key] = person;

    public void Put(WorldActivity activity) => _activities[activity.Key] = activity;

    private static IEnumerable<DealField> Fields => [DealField.Stage, DealField.Amount, DealField.Close, DealField.Owner];

    /// <summary>Hours of the two years before the world's start, so that nothing is of the future.</summary>
    private static Instant At(long number) => Instant.FromUtc(2024, 10, 1, 9, 0) + Duration.FromHours(number % 17_000);

    private static string? Text(WorldDeal deal, DealField field) => field switch
    {
        DealField.Stage => deal.Stage.ToString(),
        DealField.Amount => deal.Amount?.ToString("0.####", CultureInfo.InvariantCulture),
        DealField.Close => deal.Close?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        _ => deal.Owner == 0 ? null : deal.Owner.ToString(CultureInfo.InvariantCulture),
    };
}
