using System.Globalization;
using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests;

/// <summary>Companies full of the awkward: reopened deals, new owners, moves, leavers, no owners, sub-teams, missing amounts.</summary>
internal static partial class RandomCompany
{
    private static readonly string[] Categories = ["PIPELINE", "BEST_CASE", "COMMIT", "OMIT"];
    private static readonly string[] Sources = ["web", "fair"];
    private static readonly string[] Lines = ["pumps", "valves", "service"];
    private static readonly string[] Rivals = ["Acme", "Bolt"];
    private static readonly string[] Sharers = ["ann", "bob", "cid", "dee", "eve", "nobody"];
    private static readonly string?[] Owners = ["ann", "bob", "cid", "dee", "eve", "fay", "loner", "nobody", null];

    public static SalesFacts Build(int seed, Func<IEnumerable<Action<Company>>, IEnumerable<Action<Company>>>? order = null, int deals = 300, string asOf = "2017-12-20T12:00:00Z")
    {
        var company = Some.Company(asOf, new DealRules { NotALoss = ["duplicate"] }, Some.Zone("Europe/Berlin"));
        IEnumerable<Action<Company>> facts = [.. People(), .. Deals(seed, deals), .. Beside(deals)];
        foreach (var add in order is null ? facts : order(facts)) add(company);
        return company.Build();
    }

    public static IEnumerable<Scope> Scopes(SalesFacts facts) =>
    [
        Scope.Company, Scope.Unassigned, .. facts.Teams.Select(t => Some.Team(facts, t.Id)), .. facts.Reps.Select(r => Some.Rep(facts, r.Id)),
    ];

    private static Deal Details(Deal deal, Random chance)
    {
        var account = chance.Next(60);
        var with = deal with
        {
            AccountId = account < 50 ? $"account-{account}" : null,
            Margin = deal.Amount is { } amount && chance.Next(4) > 0 ? Math.Round(amount * chance.Next(10, 60) / 100, 2) : null,
            Source = chance.Next(3) > 0 ? Sources[chance.Next(Sources.Length)] : null,
            ProductLines = chance.Next(3) > 0 ? [Lines[chance.Next(Lines.Length)]] : [],
            Competitors = chance.Next(3) == 0 ? [Rivals[chance.Next(Rivals.Length)]] : [],
            Incumbent = chance.Next(10) == 0 ? Rivals[chance.Next(Rivals.Length)] : null,
            ForecastCategory = "CLOSED",
        };
        if (deal.Kind != DealKind.Renewal) with = with with { Kind = (DealKind)chance.Next(4) };
        if (chance.Next(6) > 0) return with;
        var percent = chance.Next(1, 100);
        return with with { Splits = [new DealSplit(Sharers[chance.Next(Sharers.Length)], percent), new DealSplit("fay", chance.Next(5) == 0 ? 10 : 100 - percent)] };
    }

    private static IEnumerable<Action<Company>> People() =>
    [
        c => c.Team("north"), c => c.Team("coast", "north"), c => c.Team("south"),
        c => c.Rep("ann", "north", "2016-01-01"), c => c.Rep("bob", "coast", "2016-01-01"), c => c.Rep("bob", "south", "2017-11-01"),
        c => c.Rep("cid", "coast", "2016-01-01"), c => c.Rep("dee", "south", "2016-01-01"), c => c.Rep("dee", null, "2017-10-15", active: false),
        c => c.Rep("eve", null, "2016-01-01"), c => c.Rep("eve", "north", "2017-09-01"), c => c.Rep("fay", "south"), c => c.Rep("loner"),
        c => c.Employed("fay", "2017-11-20"), c => c.Quota(Some.Quota(60_000, rep: "ann", id: "q1")), c => c.Quota(Some.Quota(80_000, rep: "bob", start: "2017-07-01", id: "q2")),
        c => c.Quota(Some.Quota(30_000, rep: "cid", id: "q3")), c => c.Quota(Some.Quota(50_000, rep: "fay", id: "q4")), c => c.Quota(Some.Quota(99_000, team: "south", start: "2017-07-01", end: "2017-10-01", id: "q5")),
        c => c.Quota(Some.Quota(40_000, rep: "loner", id: "q6")),
    ];

    private static IEnumerable<Action<Company>> Deals(int seed, int count)
    {
        var chance = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var id = $"deal-{i}";
            var created = Some.Instant("2017-05-01") + NodaTime.Duration.FromMinutes(chance.Next(60 * 24 * 230));
            var days = chance.Next(60);
            var closed = created + NodaTime.Duration.FromHours(24 * days);
            var status = (DealStatus)chance.Next(3);
            decimal? amount = chance.Next(8) == 0 ? null : chance.Next(1, 900_000) / 100m;
            var (first, last) = (Owners[chance.Next(Owners.Length)], Owners[chance.Next(Owners.Length)]);
            var deal = Some.Deal(status, closed.ToString(), amount, last, id, created.ToString(), chance.Next(12) == 0 ? DealKind.Renewal : DealKind.New, chance.Next(6) == 0 ? "Duplicate" : null);
            deal = Details(deal, chance);
            yield return c => c.Deal(deal);
            if (chance.Next(4) == 0) continue;
            var stage = status switch { DealStatus.Won => "won", DealStatus.Lost => "lost", _ => "open" };
            yield return c => c.Stages(id, (created.ToString(), "open"));
            if (chance.Next(5) == 0)
            {
                yield return c => c.Stages(id, ((created + NodaTime.Duration.FromHours(8 * days)).ToString(), "lost"));
                yield return c => c.Stages(id, ((created + NodaTime.Duration.FromHours(16 * days)).ToString(), "open"));
            }

            if (stage != "open") yield return c => c.Stages(id, (closed.ToString(), stage));
            var handedOver = created + NodaTime.Duration.FromHours(chance.Next(1, 1400));
            var asked = (100 * (i + 1)).ToString(CultureInfo.InvariantCulture);
            if (chance.Next(2) == 0)
            {
                var expected = (closed + NodaTime.Duration.FromDays(chance.Next(-40, 40))).ToString();
                yield return c => c.Change(id, DealField.Close, created.ToString(), expected);
                yield return c => c.Change(id, DealField.Close, closed.ToString(), closed.ToString());
            }

            if (chance.Next(2) == 0)
            {
                var category = Categories[chance.Next(Categories.Length)];
                yield return c => c.Change(id, DealField.ForecastCategory, created.ToString(), category);
                yield return c => c.Change(id, DealField.ForecastCategory, closed.ToString(), "CLOSED");
            }

            yield return c => c.Change(id, DealField.Owner, created.ToString(), first);
            yield return c => c.Change(id, DealField.Owner, handedOver.ToString(), last);
            yield return c => c.Change(id, DealField.Amount, created.ToString(), asked);
            if (amount is { } stated) yield return c => c.Change(id, DealField.Amount, (created + NodaTime.Duration.FromHours(12 * days)).ToString(), stated.ToString(CultureInfo.InvariantCulture));
        }
    }
}
