using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>In nearly half of the coaching sessions one of the rep's open deals is gone through. Draws from a stream of its own.</summary>
internal sealed class DemoInspections(DemoRandom random, DemoDays days)
{
    private const int QuietDays = 33;

    public IReadOnlyList<DemoRecord> Link(IReadOnlyList<DemoRecord> meetings, List<DealRecord> deals)
    {
        var byOwner = deals.Where(d => !IsForgotten(d)).ToLookup(d => d.OwnerId);
        return [.. meetings.Cast<MeetingRecord>().Select(m => m.ActivityType == "Coaching" && m.Outcome == "COMPLETED" && random.Chance(0.45) ? Inspect(m, byOwner) : m)];
    }

    private MeetingRecord Inspect(MeetingRecord meeting, ILookup<long, DealRecord> deals)
    {
        var rep = long.Parse(meeting.AttendeeOwnerIds!, System.Globalization.CultureInfo.InvariantCulture);
        var open = deals[rep].Where(d => d.Created < meeting.Start && (!d.Stage.IsClosed || d.Close > meeting.End)).ToList();
        return open.Count == 0 ? meeting : meeting with { DealId = random.Pick(open).Id };
    }

    private bool IsForgotten(DealRecord deal) => !deal.Stage.IsClosed && deal.Modified.ToUnixTimeMilliseconds() < days.EndMs - (QuietDays * DemoDays.Day);
}
