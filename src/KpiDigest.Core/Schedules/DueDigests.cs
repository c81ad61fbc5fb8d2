using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Schedules;

/// <summary>Says what is due, late and missed digests included. Pure: the ledger decides what is done already.</summary>
public static class DueDigests
{
    private const int MostPeriods = 120;

    /// <summary>
    /// Runs due by <paramref name="now"/> and not older than the digest's catch-up limit, oldest first. A digest starts with its
    /// first due time at or after its activation.
    /// </summary>
    /// <param name="digests">The digests.</param>
    /// <param name="calendar">Cuts the periods.</param>
    /// <param name="activations">When each digest was activated; one without is not due.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<DueRun> Find(
        IEnumerable<DigestDefinition> digests, PeriodCalendar calendar, IReadOnlyDictionary<string, Instant> activations, Instant now)
    {
        var due = new List<DueRun>();
        foreach (var digest in digests)
        {
            if (!activations.TryGetValue(digest.Id, out var activatedAt)) continue;
            due.AddRange(Recent(digest, calendar, now).Where(r => r.DueAt <= now && now <= r.NotAfter && r.DueAt >= activatedAt));
        }

        return [.. due.OrderBy(r => r.DueAt).ThenBy(r => r.Digest.Id, StringComparer.Ordinal)];
    }

    /// <summary>The next run of a digest that is not due yet; null: its schedule has no further time.</summary>
    public static DueRun? Next(DigestDefinition digest, PeriodCalendar calendar, Instant now)
    {
        // A delivery can follow its period's end by a whole schedule interval and more.
        var period = calendar.Previous(calendar.Previous(calendar.LastEnded(digest.Kind, now)));
        for (var i = 0; i < 62; i++, period = calendar.Next(period))
        {
            if (DueTimes.Of(digest, period) is not { } dueAt) return null;
            if (dueAt > now) return new DueRun(digest, period, dueAt);
        }

        return null;
    }

    private static IEnumerable<DueRun> Recent(DigestDefinition digest, PeriodCalendar calendar, Instant now)
    {
        // A delivery can follow its period's end by a whole schedule interval; two further periods back is beyond any limit.
        var oldest = now - digest.CatchUp;
        // A schedule whose first time lies ahead (a year in its cron) has no period that is older than the limit: the search ends by count.
        var period = calendar.LastEnded(digest.Kind, now);
        for (int spare = 2, looked = 0; spare > 0 && looked < MostPeriods; looked++, period = calendar.Previous(period))
        {
            var dueAt = DueTimes.Of(digest, period);
            if (dueAt is { } at) yield return new DueRun(digest, period, at);
            if (dueAt is null || dueAt < oldest) spare--;
        }
    }
}
