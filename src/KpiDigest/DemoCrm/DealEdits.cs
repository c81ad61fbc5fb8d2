using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>What HubSpot does beside the edit itself: history, close date on closing, modification time.</summary>
internal static class DealEdits
{
    /// <summary>The edited deal with what follows from the edit.</summary>
    public static DealRecord Apply(DealRecord before, DealRecord after, Instant now)
    {
        var closes = after.Stage.IsClosed && !before.Stage.IsClosed;
        if (closes && after.Close == before.Close) after = after with { Close = now };
        if (after.Stage != before.Stage) after = after with { StageEntered = now };
        List<HistoryEntry> entries = [.. before.History];
        foreach (var property in Tracked.Properties)
        {
            var value = Value(after, property);
            if (value != Value(before, property)) entries.Add(new HistoryEntry(property, now, value, Tracked.ByUser));
        }

        return after with { Entries = [.. entries], Modified = now };
    }

    /// <summary>The present value of a tracked property.</summary>
    public static DemoValue Value(DealRecord deal, string property) => property switch
    {
        Tracked.Stage => DemoValue.Of(deal.Stage.Id),
        Tracked.Amount => DemoValue.Of(deal.Amount),
        Tracked.Close => DemoValue.Of(deal.Close),
        Tracked.Owner => DemoValue.OfId(deal.OwnerId),
        Tracked.Category => DemoValue.Of(deal.Category),
        _ => throw new ArgumentException($"'{property}' is not tracked", nameof(property)),
    };
}
