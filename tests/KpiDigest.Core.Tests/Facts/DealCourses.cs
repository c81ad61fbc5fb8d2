using System.Globalization;
using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Tests.Facts;

/// <summary>Deals of a made company that are pushed, pulled in, revalued, handed over, won, lost and opened again.</summary>
internal static class DealCourses
{
    private static readonly string[] Owners = ["ann", "bob", "cid"];
    private static readonly string[] Open = ["first", "second", "third"];
    private static readonly string[] Categories = ["PIPELINE", "BEST_CASE", "COMMIT"];

    public static Company Staff(Company company)
    {
        company.Team("north").Team("south").Rep("ann", "north").Rep("bob", "north").Rep("cid", "south");
        foreach (var (stage, i) in Open.Select((s, i) => (s, i))) company.Builder.AddStage(Some.Stage(stage, DealStatus.Open) with { Order = i, Probability = 0.2m * (i + 1) });
        company.Builder.AddStage(Some.Stage("won", DealStatus.Won));
        company.Builder.AddStage(Some.Stage("lost", DealStatus.Lost));
        return company;
    }

    public static IReadOnlyList<DealCourse> Of(int seed, int deals)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, deals).Select(i => Course($"d{i:000}", chance))];
    }

    private static DealCourse Course(string id, Random chance)
    {
        var created = Some.Instant("2017-08-01") + Duration.FromHours(chance.Next(24 * 130));
        var changes = Enum.GetValues<DealField>().Select(f => new DealChange(id, f, created, Value(f, created, chance))).ToList();
        var at = created;
        for (var left = chance.Next(12); left > 0; left--)
        {
            at += Duration.FromHours(1 + chance.Next(24 * 12));
            if (at >= Some.Instant("2017-12-31")) break;
            if (chance.Next(5) == 0) Close(id, at, chance, changes);
            else if (Enum.GetValues<DealField>()[chance.Next(5)] is var field && (field != DealField.Close || Open.Contains(changes.Last(c => c.Field == DealField.Stage).Value))) changes.Add(new DealChange(id, field, at, Value(field, at, chance)));
        }

        return new DealCourse(id, created, changes);
    }

    /// <summary>The CRM writes the date of the outcome.</summary>
    private static void Close(string id, Instant at, Random chance, List<DealChange> into)
    {
        into.Add(new DealChange(id, DealField.Stage, at, chance.Next(2) == 0 ? "won" : "lost"));
        into.Add(new DealChange(id, DealField.Close, at, FactDate.OfInstant(at).ToString()));
    }

    private static string Value(DealField field, Instant at, Random chance) => field switch
    {
        DealField.Stage => Open[chance.Next(Open.Length)],
        DealField.Amount => (100 * (1 + chance.Next(90))).ToString(CultureInfo.InvariantCulture),
        DealField.Close => FactDate.OfInstant(at + Duration.FromDays(chance.Next(120))).ToString(),
        DealField.Owner => Owners[chance.Next(Owners.Length)],
        _ => Categories[chance.Next(Categories.Length)],
    };
}
