using KpiDigest.Core.Schedules;
using NodaTime.TimeZones;
using Quartz;

namespace KpiDigest.Scheduling;

/// <summary>The triggers a configuration asks for: one a digest and zone, and a sweep each minute.</summary>
internal static class WantedTriggers
{
    private const string SweepCron = "0 * * * * ?";

    public static IReadOnlyList<ITrigger> Of(IEnumerable<DigestDefinition> digests)
    {
        var triggers = new List<ITrigger> { Cron("sweep", SweepCron, TimeZoneInfo.Utc) };
        foreach (var digest in digests)
            foreach (var zone in digest.Recipients.Select(r => r.Zone.Id).Distinct())
                triggers.Add(Cron($"{digest.Id}@{zone}", digest.ClockText, SystemZone(zone)));
        return triggers;
    }

    /// <summary>The cron and zone of a trigger, to tell whether it changed.</summary>
    public static string Fingerprint(ITrigger trigger) => trigger is ICronTrigger cron
        ? $"{cron.CronExpressionString}|{cron.TimeZone.Id}"
        : trigger.GetType().Name;

    private static ITrigger Cron(string name, string cron, TimeZoneInfo zone) => TriggerBuilder.Create()
        .WithIdentity(name, "kpidigest")
        .ForJob(PlanJob.Key)
        .WithCronSchedule(cron, c => c.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
        .Build();

    /// <summary>The machine's own zone of that name only wakes; where it lacks one, the sweep does, within a minute.</summary>
    private static TimeZoneInfo SystemZone(string id)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        return TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) && TimeZoneInfo.TryFindSystemTimeZoneById(canonical, out zone)
            ? zone
            : TimeZoneInfo.Utc;
    }
}
