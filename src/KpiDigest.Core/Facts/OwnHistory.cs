using System.Globalization;
using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>
/// The changes of a deal by the versions of it that syncs have seen (D3): the history of a CRM that shows none. A field that never differed
/// has no changes, as its present value holds for all that is known; only the forecast category of a closed deal would say nothing, so one that
/// was seen open has it.
/// </summary>
public static class OwnHistory
{
    private static readonly Duration Tick = Duration.FromTicks(1);

    /// <summary>The changes by field and instant.</summary>
    /// <param name="versions">What syncs have seen of one deal and when, oldest first.</param>
    /// <param name="since">End of the first complete sync: a deal created before it may have changed unseen.</param>
    /// <param name="zone">The calendar's zone, for plain dates.</param>
    public static IReadOnlyList<DealChange> Of(IReadOnlyList<(Deal Deal, Instant SeenAt)> versions, Instant since, DateTimeZone zone)
    {
        if (versions.Count == 1 && !IsClosedAhead(versions[0], zone)) return [];
        var (first, times) = (versions[0].Deal, Times(versions, since, zone));
        var changes = new List<DealChange>();
        foreach (var field in Enum.GetValues<DealField>())
        {
            var values = versions.Select(v => ValueOf(v.Deal, field)).ToList();
            var moved = Enumerable.Range(1, values.Count - 1).Where(i => values[i] != values[i - 1]).ToList();
            if (field == DealField.Stage && first.Status != DealStatus.Open) changes.AddRange(Closed(first, times[0], zone));
            else if (moved.Count > 0 || (field == DealField.ForecastCategory && first.Status == DealStatus.Open)) changes.Add(new DealChange(first.Id, field, times[0], values[0]));
            changes.AddRange(moved.Select(i => new DealChange(first.Id, field, times[i], values[i])));
        }

        return changes;
    }

    /// <summary>Seen closed before the date that the CRM gives its close: open deals would be taken from that date.</summary>
    private static bool IsClosedAhead((Deal Deal, Instant SeenAt) version, DateTimeZone zone) =>
        version.Deal.Status != DealStatus.Open && version.Deal.Close?.InstantIn(zone) > version.SeenAt;

    /// <summary>The first version stands from the deal's creation, or from when it was seen where it may have changed before; the others from their change.</summary>
    private static List<Instant> Times(IReadOnlyList<(Deal Deal, Instant SeenAt)> versions, Instant since, DateTimeZone zone)
    {
        var (first, seenAt) = versions[0];
        Instant begins = first.Created?.InstantIn(zone) is not { } created ? NodaConstants.UnixEpoch
            : created >= since && created <= seenAt ? created : seenAt;
        var times = new List<Instant> { begins };
        for (var i = 1; i < versions.Count; i++) times.Add(ChangedAt(versions[i - 1], versions[i], zone));
        return times;
    }

    /// <summary>By the CRM's stamp; a deal that closed, when the CRM says it did, where that is earlier. Never before the old state was last new, or after the new one was seen.</summary>
    private static Instant ChangedAt((Deal Deal, Instant SeenAt) before, (Deal Deal, Instant SeenAt) now, DateTimeZone zone)
    {
        var at = Instant.Min(now.Deal.ModifiedAt, now.SeenAt);
        if (now.Deal.Status != DealStatus.Open && now.Deal.Status != before.Deal.Status && now.Deal.Close?.InstantIn(zone) is { } close) at = Instant.Min(close, at);
        return Instant.Max(at, before.SeenAt + Tick);
    }

    /// <summary>A deal that was closed when it was first seen: open until the CRM's date, in stages that nobody knows. Later dates do not open it again.</summary>
    private static DealChange[] Closed(Deal deal, Instant seenAt, DateTimeZone zone)
    {
        var at = Instant.Min(deal.Close?.InstantIn(zone) ?? deal.ModifiedAt, seenAt);
        var opens = Instant.Min(deal.Created?.InstantIn(zone) ?? NodaConstants.UnixEpoch, at - Tick);
        return [new DealChange(deal.Id, DealField.Stage, opens, null), new DealChange(deal.Id, DealField.Stage, at, deal.StageId)];
    }

    private static string? ValueOf(Deal deal, DealField field) => field switch
    {
        DealField.Stage => deal.StageId,
        DealField.Amount => deal.Amount?.ToString(CultureInfo.InvariantCulture),
        DealField.Close => deal.Close?.ToString(),
        DealField.Owner => deal.OwnerId,
        _ => deal.ForecastCategory,
    };
}
