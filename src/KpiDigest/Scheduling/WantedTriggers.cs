using System.Globalization;
using KpiDigest.Configuration;
using KpiDigest.Core.Schedules;
using KpiDigest.Crm;
using NodaTime;
using NodaTime.TimeZones;
using Quartz;

namespace KpiDigest.Scheduling;

/// <summary>The triggers a configuration asks for: for each digest and zone its times, a sweep each minute, and the sync.</summary>
internal static class WantedTriggers
{
    private const string SweepCron = "0 * * * * ?";

    public static IReadOnlyList<ITrigger> Of(Settings settings)
    {
        var cron = settings.Options.Crm.SyncCron;
        // A sync that was missed is made up for by the next one, or by the digest that needs it.
        return cron == CrmOptions.OnlyForDigests ? Of(settings.Digests)
            : [.. Of(settings.Digests), Cron(SyncJob.Key, "sync", cron, SystemZone(settings.Calendar.Zone.Id), CronTriggerMisfireInstruction.DoNothing)];
    }

    private static List<ITrigger> Of(IEnumerable<DigestDefinition> digests)
    {
        var triggers = new List<ITrigger> { Cron("sweep", SweepCron, TimeZoneInfo.Utc) };
        foreach (var digest in digests)
            foreach (var zone in digest.Places.GroupBy(p => p.Zone.Id, p => p.At))
                triggers.AddRange(Crons(digest, zone).Distinct().Select(w => Cron($"{digest.Id}@{zone.Key}{w.Name}", w.Cron, SystemZone(zone.Key))));
        return triggers;
    }

    /// <summary>When to look: at the cron's times, and each day at the times that take their place. To look once too often does no harm.</summary>
    private static IEnumerable<(string Name, string Cron)> Crons(DigestDefinition digest, IEnumerable<LocalTime?> own)
    {
        var rule = digest.Rule;
        if (rule.Clock is not null) yield return ("", digest.ClockText);
        LocalTime?[] times = [.. own, rule.Quiet?.To, rule.Clock is null ? rule.At : null];
        foreach (var time in times.OfType<LocalTime>())
            yield return (string.Create(CultureInfo.InvariantCulture, $"#{time:HHmm}"), string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} * * ?"));
        // A moved delivery keeps its time of day, which a cron of many times does not tell: the sweep finds these within a minute.
    }

    /// <summary>The cron and zone of a trigger, to tell whether it changed.</summary>
    public static string Fingerprint(ITrigger trigger) => trigger is ICronTrigger cron
        ? $"{cron.CronExpressionString}|{cron.TimeZone.Id}"
        : trigger.GetType().Name;

    private static ITrigger Cron(string name, string cron, TimeZoneInfo zone) => Cron(PlanJob.Key, name, cron, zone, CronTriggerMisfireInstruction.FireAndProceed);

    private static ITrigger Cron(JobKey job, string name, string cron, TimeZoneInfo zone, CronTriggerMisfireInstruction missed) => TriggerBuilder.Create()
        .WithIdentity(name, "kpidigest")
        .ForJob(job)
        .WithCronSchedule(cron, c => c.InTimeZone(zone).WithMisfireInstruction(missed))
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
