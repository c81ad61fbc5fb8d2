using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Meetings, calls and tasks around the deals, and coaching and team meetings inside the house.</summary>
internal sealed class DemoActivities(DemoRandom random, DemoRoster roster, DemoDays days)
{
    private const int QuietDays = 33;
    private readonly long _end = days.EndMs;

    public IReadOnlyList<DemoRecord> Meetings(List<DealRecord> deals)
    {
        List<MeetingRecord> meetings = [.. deals.SelectMany(OfDeal), .. Coaching(), .. TeamMeetings()];
        return [.. meetings.OrderBy(m => m.Created).Select((m, i) => m with { Id = 63_700_000_000 + (i * 419L) })];
    }

    public IReadOnlyList<DemoRecord> Calls(List<DealRecord> deals)
    {
        List<CallRecord> calls = [];
        foreach (var deal in deals)
        {
            var count = random.Whole(0, 3);
            for (var i = 0; i < count; i++)
            {
                if (Moment(deal) is { } at) calls.Add(Call(deal, at));
            }
        }

        return [.. calls.OrderBy(c => c.Created).Select((c, i) => c with { Id = 64_100_000_000 + (i * 389L) })];
    }

    public IReadOnlyList<DemoRecord> Tasks(List<DealRecord> deals)
    {
        var open = deals.Where(d => !d.Stage.IsClosed && !IsForgotten(d) && random.Chance(0.5));
        return [.. open.Select((d, i) => Task(d) with { Id = 65_300_000_000 + (i * 353L) })];
    }

    private static Instant At(long ms) => Instant.FromUnixTimeMilliseconds(ms);

    /// <summary>Nobody works on a deal that was not touched for weeks.</summary>
    private bool IsForgotten(DealRecord deal) => !deal.Stage.IsClosed && deal.Modified.ToUnixTimeMilliseconds() < _end - (QuietDays * DemoDays.Day);

    /// <summary>A working moment while the deal was worked on; null where there is none.</summary>
    private long? Moment(DealRecord deal)
    {
        var from = days.DayOf(deal.Created!.Value.ToUnixTimeMilliseconds());
        var last = deal.Stage.IsClosed ? deal.Close!.Value.ToUnixTimeMilliseconds() : IsForgotten(deal) ? deal.Modified.ToUnixTimeMilliseconds() : _end;
        var to = days.DayOf(last);
        var at = days.WorkingTime(from + random.Whole(0, Math.Max(1, to - from + 1)), random);
        return at > deal.Created!.Value.ToUnixTimeMilliseconds() && at < last ? at : null;
    }

    private IEnumerable<MeetingRecord> OfDeal(DealRecord deal)
    {
        var held = random.Weighted([46, 34, 16, 4]);
        for (var i = 0; i < held; i++)
        {
            if (Moment(deal) is { } at) yield return Meeting(deal, at, at - (random.Whole(2, 12) * DemoDays.Day), Outcome());
        }

        if (deal.Stage.IsClosed || IsForgotten(deal) || !random.Chance(0.4)) yield break;
        yield return Meeting(deal, days.WorkingTime(DemoDays.Last + random.Whole(0, 18), random), _end - (random.Whole(1, 9) * DemoDays.Day), "SCHEDULED");
    }

    private string? Outcome() => random.Weighted([80, 5, 6, 3, 6]) switch { 0 => "COMPLETED", 1 => "NO_SHOW", 2 => "CANCELED", 3 => "SCHEDULED", _ => null };

    private MeetingRecord Meeting(DealRecord deal, long start, long booked, string? outcome)
    {
        var created = Math.Max(booked, deal.Created!.Value.ToUnixTimeMilliseconds());
        return new MeetingRecord
        {
            Id = 0,
            Title = deal.Name,
            Start = At(start),
            End = At(start + (random.Whole(1, 5) * 1_800_000L)),
            Outcome = outcome,
            ActivityType = random.Chance(0.5) ? "Customer meeting" : null,
            OwnerId = deal.OwnerId,
            DealId = deal.Id,
            CompanyId = deal.CompanyId,
            ContactId = deal.ContactId,
            Created = At(Math.Min(created, start)),
            Modified = At(Math.Min(Math.Max(created, start + 7_200_000), _end - 1)),
        };
    }

    private CallRecord Call(DealRecord deal, long at)
    {
        var reached = random.Chance(0.7);
        return new CallRecord
        {
            Id = 0,
            Title = "Call about " + deal.Name,
            At = At(at),
            DurationMs = reached ? random.Whole(60, 2_400) * 1_000 : null,
            Direction = random.Chance(0.8) ? "OUTBOUND" : "INBOUND",
            Status = reached ? "COMPLETED" : random.Chance(0.6) ? "NO_ANSWER" : "BUSY",
            OwnerId = deal.OwnerId,
            DealId = deal.Id,
            CompanyId = deal.CompanyId,
            ContactId = deal.ContactId,
            Created = At(at),
            Modified = At(at),
        };
    }

    private TaskRecord Task(DealRecord deal) => new()
    {
        Id = 0,
        Subject = "Follow up " + deal.Name,
        Due = At(days.WorkingTime(DemoDays.Last + random.Whole(-6, 20), random)),
        Status = random.Chance(0.8) ? "NOT_STARTED" : "IN_PROGRESS",
        Type = random.Chance(0.5) ? "CALL" : "TODO",
        OwnerId = deal.OwnerId,
        DealId = deal.Id,
        Created = At(Math.Max(deal.Created!.Value.ToUnixTimeMilliseconds(), _end - (random.Whole(1, 20) * DemoDays.Day))),
        Modified = At(_end - 3_600_000),
    };

    /// <summary>Leads coach each rep about once in three weeks; the slipping team's lead stopped when the slipping began.</summary>
    private IEnumerable<MeetingRecord> Coaching()
    {
        var stopped = DemoDays.QuarterStart(DemoStory.LastQuarter) - 30;
        for (var day = 4; day < DemoDays.Last; day += 7)
        {
            foreach (var rep in roster.Reps.Where(r => r.IsHere(day)))
            {
                var team = rep.TeamOn(day);
                if (!random.Chance(team == DemoRoster.SlippingTeam && day > stopped ? 0.06 : 0.32)) continue;
                yield return Inside("Coaching " + rep.FirstName, "Coaching", team, day - random.Whole(0, 5), random.Whole(1, 3), [rep]);
            }
        }
    }

    private IEnumerable<MeetingRecord> TeamMeetings()
    {
        for (var day = 0; day < DemoDays.Last; day += 7)
        {
            for (var team = 0; team < roster.Teams.Count; team++)
                yield return Inside("Team meeting", "Internal", team, day, 2, [.. roster.Reps.Where(r => r.TeamOn(day) == team && r.IsHere(day))]);
        }
    }

    private MeetingRecord Inside(string title, string type, int team, int day, int halfHours, DemoRep[] attendees)
    {
        var start = days.WorkingTime(Math.Max(day, 0), random);
        return new MeetingRecord
        {
            Id = 0,
            Title = title,
            Start = At(start),
            End = At(start + (halfHours * 1_800_000L)),
            Outcome = random.Chance(0.85) ? "COMPLETED" : random.Chance(0.5) ? "CANCELED" : null,
            ActivityType = type,
            AttendeeOwnerIds = string.Join(';', attendees.Select(a => a.OwnerId)),
            OwnerId = DemoRoster.LeadId(team),
            Created = At(start - (3 * DemoDays.Day)),
            Modified = At(Math.Min(start + 7_200_000, _end - 1)),
        };
    }
}
