using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>All deals with their ids: the living, and those deleted since.</summary>
internal sealed class DemoDeals(DemoRandom random, DemoRoster roster, DemoCustomers customers, DemoDays days)
{
    private const long FirstId = 18_400_000_000;

    public (List<DealRecord> Living, List<DealRecord> Archived) Create()
    {
        var planner = new DealPlanner(random, roster, customers.Seeds[..DemoCustomers.EarlyCount]);
        var writer = new DealWriter(new DemoRandom(FirstId), roster, customers, days);
        var written = planner.All().Concat(planner.Stale()).Select(writer.Write).OrderBy(d => d.Created).ToList();
        List<DealRecord> living = [], archived = [];
        var id = FirstId;
        foreach (var deal in written)
        {
            id += random.Whole(11, 60_000);
            var named = deal with { Id = id };
            if (random.Chance(0.006)) archived.Add(Delete(named));
            else living.Add(random.Chance(0.0025) ? named with { MergedIds = [id - random.Whole(1, 10)] } : named);
        }

        return (living, archived);
    }

    private DealRecord Delete(DealRecord deal)
    {
        var end = Instant.FromUnixTimeMilliseconds(days.EndMs);
        var at = Instant.Min(deal.Modified + Duration.FromHours(random.Whole(1, 900)), end - Duration.FromMinutes(1));
        return deal with { ArchivedAt = at, Modified = at };
    }
}
