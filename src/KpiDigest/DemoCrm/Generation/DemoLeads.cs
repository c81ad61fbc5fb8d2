using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Prospects: some became the new-business deals, most did not.</summary>
internal sealed class DemoLeads(DemoRandom random, DemoRoster roster, DemoDays days)
{
    private static readonly string[] Sources = ["Trade fair", "Website", "Referral", "Outbound", "Partner"];
    private static readonly string[] Stages = ["new-stage-id", "attempting-stage-id", "connected-stage-id", "unqualified-stage-id", "unqualified-stage-id"];

    public IReadOnlyList<DemoRecord> Create(List<DealRecord> deals)
    {
        List<LeadRecord> leads = [];
        foreach (var deal in deals.Where(d => d.Kind == "newbusiness"))
        {
            if (random.Chance(0.22)) leads.Add(Converted(deal));
            if (random.Chance(0.26)) leads.Add(Unconverted(deal));
        }

        return [.. leads.OrderBy(l => l.Created).Select((l, i) => l with { Id = 39_200_000_000 + (i * 733L) })];
    }

    private LeadRecord Converted(DealRecord deal) => Lead(deal, deal.Created!.Value - Duration.FromHours(random.Whole(20, 700)), deal.Created!.Value, "qualified-stage-id") with { DealId = deal.Id, QualifiedAt = deal.Created };

    private LeadRecord Unconverted(DealRecord deal)
    {
        var created = deal.Created!.Value + Duration.FromHours(random.Whole(1, 60));
        var end = Instant.FromUnixTimeMilliseconds(days.EndMs) - Duration.FromSeconds(1);
        return Lead(deal, Instant.Min(created, end), Instant.Min(created + Duration.FromHours(random.Whole(1, 900)), end), random.Pick(Stages));
    }

    private LeadRecord Lead(DealRecord deal, Instant created, Instant modified, string stage) => new()
    {
        Id = 0,
        Name = deal.Name,
        Stage = stage,
        Source = random.Pick(Sources),
        Type = "NEW_BUSINESS",
        ContactId = deal.ContactId,
        CompanyId = deal.CompanyId,
        OwnerId = roster.ByOwner(deal.OwnerId)?.OwnerId ?? 0,
        Created = created,
        Modified = modified,
    };
}
