using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Tests.CrossCheck;

/// <summary>Small companies full of the awkward, as FsCheck makes and shrinks them: one list of numbers a deal.</summary>
internal static class RandomFacts
{
    private static readonly string?[] Owners = ["ann", "bob", "cid", "dee", "loner", "nobody", null];
    private static readonly string[] OpenStages = ["first", "second"];

    /// <summary>Up to 25 deals; shrinks by leaving deals out.</summary>
    public static Arbitrary<int[]> Seeds() => Arb.From(
        Gen.Choose(0, int.MaxValue).ListOf().Resize(25).Select(seeds => seeds.ToArray()),
        seeds => Enumerable.Range(0, seeds.Length).Select(left => seeds.Where((_, i) => i != left).ToArray()));

    public static FactBatch People { get; } = new()
    {
        Teams = [new() { Id = "north", Name = "North" }, new() { Id = "coast", Name = "Coast", ParentId = "north" }, new() { Id = "south", Name = "South" }],
        Stages =
        [
            Stage("first", 0, DealStatus.Open), Stage("second", 1, DealStatus.Open), Stage("won", 2, DealStatus.Won), Stage("lost", 3, DealStatus.Lost),
        ],
        Reps = [Rep("ann", "north"), Rep("bob", "coast"), Rep("cid", "south"), Rep("dee", "coast"), Rep("loner", null)],
    };

    /// <summary>What changed later: bob moved, dee left every team, the loner joined one.</summary>
    public static FactBatch Moves { get; } = new() { Reps = [Rep("bob", "south"), Rep("dee", null), Rep("loner", "north")] };

    public static FactBatch Deals(int[] seeds)
    {
        var (deals, changes, activities) = (new List<Deal>(), new List<DealChange>(), new List<Activity>());
        for (var i = 0; i < seeds.Length; i++) Add(new Random(seeds[i]), $"d{i}", deals, changes, activities);
        return new FactBatch { Deals = deals, Changes = changes, Activities = activities };
    }

    private static void Add(Random chance, string id, List<Deal> deals, List<DealChange> changes, List<Activity> activities)
    {
        var created = Instant.FromUtc(2017, 5, 1, 0, 0) + Duration.FromHours(chance.Next(24 * 210));
        var entered = created;
        var days = new List<(string? Stage, FactDate Close, string? Owner, decimal Amount)>();
        var history = chance.Next(5) > 0;
        for (var steps = chance.Next(1, 6); steps > 0; steps--)
        {
            var stage = chance.Next(4) switch { 0 => "won", 1 => "lost", var open => OpenStages[open - 2] };
            days.Add((stage, Close(chance), Owners[chance.Next(Owners.Length)], chance.Next(4) == 0 ? 0 : chance.Next(-100, 900_000) / 100m));
            if (history) Write(id, entered, days, changes);
            // Midnights and the quarter's first and last instants are where intervals go wrong.
            var later = entered + Duration.FromHours(chance.Next(1, 1200));
            var border = Instant.FromUtc(2017, 10, 1, 0, 0);
            entered = chance.Next(3) == 0 && entered < border ? border : later;
            if (entered >= CrossCheckTests.T) break;
        }

        var (last, close, owner, amount) = days[^1];
        deals.Add(Present(chance, id, created, last!, close, owner, amount));
        for (var n = chance.Next(3); n > 0; n--)
            activities.Add(new Activity
            {
                Id = $"{id}-{n}",
                Kind = (ActivityKind)chance.Next(4),
                Status = (ActivityStatus)chance.Next(4),
                StartAt = CrossCheckTests.T + Duration.FromHours(chance.Next(-24 * 60, 24 * 30)),
                Length = chance.Next(2) == 0 ? null : Duration.FromMinutes(chance.Next(120)),
                DealIds = [id],
            });
    }

    private static Deal Present(Random chance, string id, Instant created, string stage, FactDate close, string? owner, decimal amount) => new()
    {
        Id = id,
        Name = id,
        StageId = stage,
        Status = stage switch { "won" => DealStatus.Won, "lost" => DealStatus.Lost, _ => DealStatus.Open },
        PipelineId = chance.Next(15) == 0 ? "partner" : "sales",
        Kind = chance.Next(10) == 0 ? DealKind.Renewal : DealKind.New,
        LostReason = chance.Next(4) == 0 ? "Duplicate" : null,
        OwnerId = owner,
        Amount = amount,
        Created = chance.Next(3) == 0 ? FactDate.OfDate(created.InUtc().Date) : FactDate.OfInstant(created),
        Close = close,
        ModifiedAt = CrossCheckTests.T,
    };

    /// <summary>Sometimes the CRM's close lies outside the period, at its borders, or after now.</summary>
    private static FactDate Close(Random chance)
    {
        var at = chance.Next(5) == 0 ? Instant.FromUtc(2017, 10, 1, 0, 0) + Duration.FromSeconds(chance.Next(-1, 2)) : Instant.FromUtc(2017, 7, 1, 0, 0) + Duration.FromMinutes(chance.Next(60 * 24 * 210));
        return chance.Next(3) == 0 ? FactDate.OfDate(at.InUtc().Date) : FactDate.OfInstant(at);
    }

    private static void Write(string id, Instant at, List<(string? Stage, FactDate Close, string? Owner, decimal Amount)> days, List<DealChange> changes)
    {
        var (stage, close, owner, amount) = days[^1];
        var before = days.Count > 1 ? days[^2] : default;
        if (days.Count == 1 || before.Stage != stage) changes.Add(new DealChange(id, DealField.Stage, at, stage));
        if (days.Count == 1 || !before.Close.Equals(close)) changes.Add(new DealChange(id, DealField.Close, at, close.ToString()));
        if (days.Count == 1 || before.Owner != owner) changes.Add(new DealChange(id, DealField.Owner, at, owner));
        if (days.Count == 1 || before.Amount != amount) changes.Add(new DealChange(id, DealField.Amount, at, amount.ToString(CultureInfo.InvariantCulture)));
    }

    private static Stage Stage(string id, int order, DealStatus status) => new() { Id = id, Name = id, PipelineId = "sales", PipelineName = "Sales", Order = order, Status = status };

    private static Rep Rep(string id, string? team) => new() { Id = id, Name = id, TeamId = team };
}
