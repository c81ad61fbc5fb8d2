using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>
/// A random company in which every record carries a word that stands nowhere else, and an amount that no other has: teams in teams, people who move,
/// deals that change hands before and after their close, owners without a team, text in files of every team.
/// </summary>
internal sealed class PlantedCompany
{
    public const int Reps = 12;
    private const int Deals = 150;
    private const int Accounts = 30;

    /// <summary>The last entry is a team in a team in a team; the third has no children.</summary>
    public static readonly int?[] Parents = [null, 0, null, 1, null, 4];

    private readonly Random _chance;
    private readonly Instant _asOf;

    public PlantedCompany(int seed, Instant asOf)
    {
        (_chance, _asOf) = (new Random(seed), asOf);
        for (var rep = 0; rep < Reps; rep++) Moves.Add(MovesOf(rep));
        for (var deal = 0; deal < Deals; deal++) Books.Add(Book(deal));
        AccountOwners = [.. Enumerable.Range(0, Accounts).Select(_ => AnyOwner())];
        Calls = [.. Enumerable.Range(0, Deals * 2).Select(i => new PlantedCall(i, _chance.Next(Deals), _chance.Next(Reps), _chance.Next(Reps), _asOf - Duration.FromHours(_chance.Next(1, 24 * 150))))];
    }

    /// <summary>For each person, since when which team (null: none); the first is open to the left.</summary>
    public List<List<(Instant Since, int? Team)>> Moves { get; } = [];

    public List<PlantedDeal> Books { get; } = [];

    /// <summary>Present owner of each account.</summary>
    public IReadOnlyList<int?> AccountOwners { get; }

    public IReadOnlyList<PlantedCall> Calls { get; }

    /// <summary>The instants at which the CRM was synced before the run.</summary>
    public IReadOnlyList<Instant> Syncs => [_asOf - Duration.FromDays(120), _asOf - Duration.FromDays(40), _asOf - Duration.FromDays(4)];

    /// <summary>The planted word of a record.</summary>
    public static string Word(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"Xq{kind}{number:000}z");

    /// <summary>All that the CRM says at an instant.</summary>
    public FactBatch At(Instant now) => new()
    {
        Teams = [.. Parents.Select((parent, i) => new Team { Id = Word('t', i), Name = $"Team {Word('t', i)}", ParentId = parent is { } p ? Word('t', p) : null })],
        Reps = [.. Enumerable.Range(0, Reps).Select(i => new Rep { Id = Word('r', i), Name = $"Rep {Word('r', i)}", Email = $"{Word('r', i)}@example.com", TeamId = TeamAt(i, now) is { } t ? Word('t', t) : null })],
        Stages = [.. new[] { DealStatus.Open, DealStatus.Won, DealStatus.Lost }.Select((s, i) => new Stage { PipelineId = "p", PipelineName = "Sales", Id = StageOf(s), Name = StageOf(s), Order = i, Status = s })],
        Accounts = [.. AccountOwners.Select((owner, i) => new Account { Id = Word('a', i), Name = $"Account {Word('a', i)}", OwnerId = IdOf(owner) })],
        Deals = [.. Books.Select(Deal)],
        Changes = [.. Books.SelectMany(Changes)],
        Activities = [.. Calls.Select(Activity)],
        Prospects = [.. Enumerable.Range(0, Reps).Select(i => new Prospect { Id = Word('p', i), OwnerId = IdOf(i), Created = FactDate.OfInstant(_asOf - Duration.FromDays(20 + i)), Source = $"Source {Word('p', i)}" })],
    };

    /// <summary>The team that somebody has at an instant.</summary>
    public int? TeamAt(int rep, Instant at)
    {
        var team = Moves[rep][0].Team;
        foreach (var (since, next) in Moves[rep])
            if (since <= at) team = next;
        return team;
    }

    /// <summary>A supplement file for each that has free text: a row of the company and one of each team.</summary>
    public static IEnumerable<(string Name, string Text)> Files()
    {
        var teams = Enumerable.Range(-1, Parents.Length + 1).ToList();
        yield return ("comments.csv", "first_day,last_day,team,kpi,author,text\n" + Lines(teams, t => $"2026-07-01,2026-12-31,{Subject(t)},,Author {Word('c', t + 1)},Written {Word('c', t + 1)}"));
        yield return ("actions.csv", "date,owner,text,due,team,kpi,status\n" + Lines(teams, t => $"2026-09-01,Owner {Word('n', t + 1)},Do {Word('n', t + 1)},2026-12-01,{Subject(t)},,open"));
        yield return ("objectives.csv", "name,team,kpi,actual,direction,form,target,first_day,last_day,owner\n" + Lines(teams, t => $"Goal {Word('o', t + 1)},{Subject(t)},,30%,up,cumulative,60%,2026-07-01,2026-09-30,Owner {Word('o', t + 1)}"));
        yield return ("survey-rounds.csv", "round,date,team,invited\n" + Lines(teams.Skip(1), t => $"autumn,2026-09-10,{Subject(t)},8"));
        yield return ("survey-answers.csv", "round,team,score,scale_min,scale_max,comment,show_comment\n" + Lines(teams.Skip(1).SelectMany(t => Enumerable.Repeat(t, 6)), t => $"autumn,{Subject(t)},8,0,10,Said {Word('s', t + 1)},yes"));
        yield return ("trainings.csv", "name,date,skill,participants\n" + Lines(Enumerable.Range(0, Reps), r => $"Course {Word('y', r)},2026-06-01,,#{Word('r', r)}"));
        yield return ("quotas.csv", "subject,first_day,last_day,amount\ncompany,2026-07-01,2026-12-31,9000000\n" + Lines(teams.Skip(1), t => $"team:{Subject(t)},2026-07-01,2026-12-31,{500_000 + (t * 1111)}"));
    }

    private static string Lines(IEnumerable<int> rows, Func<int, string> line) => string.Concat(rows.Select(r => line(r) + "\n"));

    private static string Subject(int team) => team < 0 ? "" : "#" + Word('t', team);

    private static string StageOf(DealStatus status) => status.ToString().ToLowerInvariant();

    private static string? IdOf(int? rep) => rep is { } known ? Word('r', known) : null;

    private int? AnyOwner() => _chance.Next(12) == 0 ? null : _chance.Next(Reps);

    private int? AnyTeam() => _chance.Next(7) == 0 ? null : _chance.Next(Parents.Length);

    /// <summary>A move is known from the sync that sees it; the one after the run's instant must not be seen by it.</summary>
    private List<(Instant Since, int? Team)> MovesOf(int rep)
    {
        var moves = new List<(Instant, int?)> { (Syncs[0], rep < Parents.Length ? rep : AnyTeam()) };
        foreach (var at in Syncs.Skip(1))
            if (_chance.Next(3) == 0) moves.Add((at, AnyTeam()));
        if (_chance.Next(4) == 0) moves.Add((_asOf + Duration.FromSeconds(30), AnyTeam()));
        return moves;
    }

    private PlantedDeal Book(int number)
    {
        var created = _asOf - Duration.FromHours(_chance.Next(24 * 5, 24 * 200));
        var status = (DealStatus)_chance.Next(3);
        var closed = created + Duration.FromTicks((long)((_asOf - created).TotalTicks * _chance.NextDouble()));
        var owners = new List<(Instant Since, int? Rep)> { (created, AnyOwner()) };
        for (var changes = _chance.Next(3); changes > 0; changes--)
            owners.Add((owners[^1].Since + Duration.FromTicks(1 + (long)((_asOf - owners[^1].Since).TotalTicks * _chance.NextDouble() / 2)), AnyOwner()));
        // Whole cents, none twice.
        var amount = 10_000 + (number * 137) + ((11 + (number * 7 % 89)) / 100m);
        return new PlantedDeal(number, status, created, status == DealStatus.Open ? null : closed, _asOf + Duration.FromDays(_chance.Next(-10, 40)), amount, _chance.Next(Accounts), owners);
    }

    private static Deal Deal(PlantedDeal book) => new()
    {
        Id = Word('d', book.Number),
        Name = $"Deal {Word('d', book.Number)}",
        AccountId = Word('a', book.Account),
        OwnerId = IdOf(book.Owners[^1].Rep),
        PipelineId = "p",
        StageId = StageOf(book.Status),
        Status = book.Status,
        Created = FactDate.OfInstant(book.Created),
        Close = FactDate.OfInstant(book.Closed ?? book.Expected),
        Amount = book.Amount,
        LostReason = book.Status == DealStatus.Lost ? $"Because {Word('d', book.Number)}" : null,
        Competitors = [$"Rival {Word('d', book.Number)}"],
        Incumbent = book.Number % 3 == 0 ? $"Rival {Word('d', book.Number)}" : null,
        ProductLines = [$"Line {Word('d', book.Number)}"],
        Source = $"Source {Word('d', book.Number)}",
        ModifiedAt = book.Closed ?? book.Created,
    };

    private static IEnumerable<DealChange> Changes(PlantedDeal book)
    {
        var id = Word('d', book.Number);
        yield return new DealChange(id, DealField.Stage, book.Created, StageOf(DealStatus.Open));
        if (book.Closed is { } closed) yield return new DealChange(id, DealField.Stage, closed, StageOf(book.Status));
        foreach (var (since, rep) in book.Owners) yield return new DealChange(id, DealField.Owner, since, IdOf(rep));
    }

    private static Activity Activity(PlantedCall call) => new()
    {
        Id = Word('v', call.Number),
        Kind = call.Number % 5 == 0 ? ActivityKind.Meeting : ActivityKind.Call,
        Status = ActivityStatus.Held,
        StartAt = call.At,
        Length = Duration.FromMinutes(30),
        OwnerId = Word('r', call.Owner),
        ParticipantIds = [Word('r', call.Guest)],
        DealIds = call.Number % 5 == 0 ? [] : [Word('d', call.Deal)],
        IsInternal = call.Number % 5 == 0,
        IsCoaching = call.Number % 5 == 0,
    };
}

/// <summary>A deal and everybody who had it; null: nobody.</summary>
internal sealed record PlantedDeal(
    int Number, DealStatus Status, Instant Created, Instant? Closed, Instant Expected, decimal Amount, int Account, IReadOnlyList<(Instant Since, int? Rep)> Owners);

/// <summary>A call on a deal, or a coaching of two.</summary>
internal sealed record PlantedCall(int Number, int Deal, int Owner, int Guest, Instant At);
