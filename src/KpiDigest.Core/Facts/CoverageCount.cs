namespace KpiDigest.Core.Facts;

/// <summary>Counts what is complete, left out or lacking as of T.</summary>
internal static class CoverageCount
{
    public static Coverage Of(SalesFacts facts, DealState[] states, bool[] existing)
    {
        var deals = facts.Deals;
        var there = Enumerable.Range(0, deals.Count).Where(d => existing[d]).ToList();
        var counted = there.Where(d => states[d].LeftOut == LeftOut.No).ToList();
        return new Coverage
        {
            Deals = there.Count,
            Counted = counted.Count,
            LeftOut = Group(there.Where(d => states[d].LeftOut != LeftOut.No).Select(d => Reason(deals, d, states[d].LeftOut))),
            WonWithoutAmount = counted.Count(d => states[d].Status == DealStatus.Won && states[d].Amount == Cell.None),
            WithoutOwner = counted.Count(d => states[d].Owner == facts.Roster.Unknown),
            WithoutCreated = counted.Count(d => deals.Created[d] == Cell.None),
            OpenWithoutClose = counted.Count(d => states[d].Status == DealStatus.Open && states[d].Day == Cell.NoDay),
            MissingRates = Group(counted.Where(d => states[d].Amount == Cell.NoRate)
                .Select(d => facts.MissingRateKey(new DealRow(facts, d, states[d], states[d].Owner)))),
            Owners = facts.Reps.Count(r => r.Active),
            OwnersWithDeals = there.Select(d => states[d].Owner).Distinct().Count(o => o != facts.Roster.Unknown && facts.Roster.Reps[o].Active),
            NoLongerRead = [.. new[] { (FactKind.Account, facts.Accounts.Count), (FactKind.Prospect, facts.Prospects.Count) }.Where(k => k.Item2 > 0 && facts.Missing(k.Item1) is not null).Select(k => k.Item1)],
            HasHistory = deals.ChangeField.AsSpan().Contains(DealField.Stage),
            WatchedSince = facts.WatchedSince?.InZone(facts.Calendar.Zone).Date,
        };
    }

    /// <summary>The reason in English: "renewal", "excluded pipeline", "lost reason 'duplicate'".</summary>
    public static string Reason(DealTable deals, int deal, LeftOut leftOut) => leftOut switch
    {
        LeftOut.Renewal => "renewal",
        LeftOut.Pipeline => "excluded pipeline",
        LeftOut.Owner => "excluded owner",
        LeftOut.LostReason => $"lost reason '{deals.NotALoss[deal]}'",
        _ => "excluded deal",
    };

    private static List<(string Key, int Deals)> Group(IEnumerable<string> keys) =>
        [.. keys.GroupBy(k => k, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];
}
