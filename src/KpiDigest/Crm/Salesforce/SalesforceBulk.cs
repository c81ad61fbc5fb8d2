using System.Globalization;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Reads the rest of a large object by a job of the Bulk API: Salesforce writes the result aside, and it is fetched in sets of many pages. The load's cursor
/// holds job and set. A job that failed or is gone is made anew; where jobs are refused, or fail again and again, queries must do it.
/// </summary>
internal sealed class SalesforceBulk(SalesforceClient client, MappingNotes notes, ISyncProgress progress, TimeProvider clock)
{
    private const int MostRestarts = 3;

    /// <summary>What a sync waits for a job; the next one goes on with it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _complete = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _restarts = new(StringComparer.Ordinal);

    /// <summary>Whether jobs may still be tried for an object.</summary>
    public bool IsFor(string objectType) => !_refused.Contains(objectType);

    /// <summary>One step of a load: makes the job, or waits for it and fetches a set. Null: jobs do not work for this object; queries must go on behind the id.</summary>
    public async Task<BulkStep?> StepAsync(TrackedRecords tracked, LoadPoint point, CancellationToken cancellationToken)
    {
        try
        {
            return point.Job is { } job ? await FetchAsync(tracked, point, job, cancellationToken) : await CreateAsync(tracked, point, cancellationToken);
        }
        catch (CrmException e) when (IsRefusal(e))
        {
            return point.Job is null ? Refused(tracked.Name, $"refuses ({Http.Excerpt.Of(e.Code ?? "no reason", 60)})") : Again(tracked.Name, point, "lost its job");
        }
    }

    private async Task<BulkStep> CreateAsync(TrackedRecords tracked, LoadPoint point, CancellationToken cancellationToken)
    {
        progress.Planned(tracked.Name, 1);
        var job = await client.CreateJobAsync(tracked.Name, Soql.LivingInAnyOrder(tracked, point.After), cancellationToken);
        return new BulkStep([], point with { Job = job.Id, Set = null });
    }

    private async Task<BulkStep?> FetchAsync(TrackedRecords tracked, LoadPoint point, string job, CancellationToken cancellationToken)
    {
        if (!_complete.Contains(job))
        {
            if (await WaitAsync(tracked.Name, job, cancellationToken) is { } failure) return Again(tracked.Name, point, $"failed ({failure})");
            _complete.Add(job);
        }

        progress.Planned(tracked.Name, 1);
        var set = await client.ResultsAsync(tracked.Name, job, point.Set, tracked.Select, cancellationToken);
        if (set.Next is { } next && next == point.Set) throw new CrmException($"Salesforce's results of {tracked.Name} do not go on: they name the same set again", isTransient: true);
        return new BulkStep(set.Rows, set.Next is null ? null : point with { Set = set.Next });
    }

    /// <summary>Null: the job is complete; else why it will not be.</summary>
    private async Task<string?> WaitAsync(string objectType, string job, CancellationToken cancellationToken)
    {
        var (wait, waited) = (FirstWait, TimeSpan.Zero);
        while (true)
        {
            progress.Planned(objectType, 1);
            var state = await client.JobAsync(objectType, job, cancellationToken);
            if (state.State == "JobComplete") return null;
            if (state.State is "Failed" or "Aborted") return Http.Excerpt.Of(state.ErrorMessage ?? state.State, 200);
            if (waited >= Patience) throw new CrmException(StillRunning(objectType), isTransient: true);
            await Task.Delay(wait, clock, cancellationToken);
            waited += wait;
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private static string StillRunning(string objectType) => string.Create(
        CultureInfo.InvariantCulture, $"Salesforce's Bulk API has not finished reading {objectType} within {Patience.TotalMinutes:0} minutes; the next sync goes on with its job");

    private BulkStep? Again(string objectType, LoadPoint point, string why)
    {
        var restarts = _restarts[objectType] = _restarts.GetValueOrDefault(objectType) + 1;
        return restarts > MostRestarts ? Refused(objectType, why) : new BulkStep([], point with { Job = null, Set = null });
    }

    private BulkStep? Refused(string objectType, string why)
    {
        _refused.Add(objectType);
        notes.Say($"Salesforce's Bulk API {why} for {objectType}: it is loaded by queries, which takes more requests; set Crm:Salesforce:BulkFrom to 0 if that stays so");
        return null;
    }

    /// <summary>No limit and no session: these end the sync as everywhere.</summary>
    private static bool IsRefusal(CrmException e) => !e.IsTransient && (int?)e.Status is >= 400 and < 500 and not 401;
}

/// <summary>A step of a load by a job.</summary>
/// <param name="Rows">What it brought, in any order.</param>
/// <param name="Next">Where the next step begins; null: that was all.</param>
internal sealed record BulkStep(IReadOnlyList<SalesforceRow> Rows, LoadPoint? Next);
