using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Where deals came from: that of their lead, where there was one.</summary>
internal static class DemoOrigins
{
    private static readonly string[] New = ["Trade fair", "Website", "Referral", "Outbound", "Partner"];
    private static readonly double[] Weights = [18, 26, 20, 26, 10];

    public static List<DealRecord> Assign(DemoRandom random, List<DealRecord> deals, IReadOnlyList<DemoRecord> leads)
    {
        var known = leads.Cast<LeadRecord>().Where(l => l.DealId != 0).ToDictionary(l => l.DealId, l => l.Source);
        return deals.ConvertAll(deal =>
        {
            var drawn = random.Chance(0.05) ? null : New[random.Weighted(Weights)];
            return deal with { Source = known.GetValueOrDefault(deal.Id) ?? (deal.Kind is "newbusiness" or null ? drawn : "Customer") };
        });
    }
}
