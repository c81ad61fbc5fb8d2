using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>Who coached whom, and how long: a group counts whole for each rep, and once for its lead.</summary>
internal static class CoachingSessions
{
    private const decimal TicksPerHour = 36_000_000_000m;

    /// <summary>The coaching a rep received that began in <c>[from, as-of)</c>.</summary>
    public static List<Activity> Of(KpiInput input, string repId, Instant from) =>
        [.. input.Facts.InternalOf(repId, from, input.AsOf, input.AsOf).Where(a => a.IsCoaching && !Coaches(input, a).Contains(repId))];

    public static decimal Hours(Duration length) => length.BclCompatibleTicks / TicksPerHour;

    /// <summary>What a person spent coaching others, and in other internal meetings: hours that overlap count once, and as coaching first.</summary>
    public static (decimal Coaching, decimal Internal) HoursOf(KpiInput input, string personId, Instant from)
    {
        var own = input.Facts.InternalOf(personId, from, input.AsOf, input.AsOf).Where(a => a.Length is not null).ToList();
        var coaching = own.Where(a => a.IsCoaching && Coaches(input, a).Contains(personId)).ToList();
        var hours = Union(coaching);
        return (hours, Union([.. coaching, .. own.Where(a => !a.IsCoaching && a.IsInternal)]) - hours);
    }

    /// <summary>
    /// Those who lead another of the people there. Where nobody does, the organiser of a session of several is the coach; somebody alone
    /// was coached by a person the CRM does not know, unless a lead.
    /// </summary>
    private static List<string> Coaches(KpiInput input, Activity activity)
    {
        var people = input.Facts.PeopleOf(activity);
        var leads = people.Where(p => people.Any(o => input.Facts.Leads(p, o, activity.StartAt))).ToList();
        if (leads.Count > 0 || activity.OwnerId is not { } owner || !people.Contains(owner)) return leads;
        return people.Count > 1 || input.Facts.IsLead(owner, input.Facts.Calendar.DateOf(activity.StartAt)) ? [owner] : [];
    }

    /// <summary>Hours covered by at least one of the activities.</summary>
    private static decimal Union(List<Activity> activities)
    {
        var (hours, end) = (0m, Instant.MinValue);
        foreach (var activity in activities.OrderBy(a => a.StartAt))
        {
            var stop = activity.StartAt + activity.Length!.Value;
            if (stop <= end) continue;
            hours += Hours(stop - Instant.Max(activity.StartAt, end));
            end = stop;
        }

        return hours;
    }
}
