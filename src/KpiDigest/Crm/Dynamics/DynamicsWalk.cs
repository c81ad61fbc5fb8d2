using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using KpiDigest.Core.Facts;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Brings one table up to date: loads it, or reads what changed since its cursor. Dataverse tells changes and deletions from the place where a load or
/// the last walk ended, for some days; where it does not, changes are read by their time, and deletions found by comparing ids.
/// </summary>
/// <param name="client">Dataverse.</param>
/// <param name="tracked">The table.</param>
/// <param name="cursor">Where the last sync ended; null: everything is loaded.</param>
/// <param name="now">Upper bound of what is read by its time, in whole seconds.</param>
/// <param name="notes">Takes what is not as it should be.</param>
/// <param name="progress">Told how it goes.</param>
internal sealed class DynamicsWalk(DynamicsClient client, TrackedTable tracked, DynamicsCursor? cursor, long now, MappingNotes notes, ISyncProgress progress)
{
    /// <summary>A long transaction commits after its stamp, so a window begins a little before the watermark. What is read twice is written once.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private const int MostRestarts = 3;

    private DynamicsCursor _at = cursor ?? new DynamicsCursor(tracked.Mapping, Started: now);
    private int _restarts;

    /// <summary>Whether this sync has listed the table from first to last page.</summary>
    public bool IsWhole { get; private set; } = cursor is null;

    /// <summary>Facts that a whole load brought.</summary>
    public long Loaded { get; private set; }

    public async IAsyncEnumerable<FactPage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_at.Started is not null)
        {
            await foreach (var page in LoadAsync(cancellationToken)) yield return page;
            if (IsWhole) yield break;
        }

        if (_at.To is not null)
        {
            await foreach (var page in WindowAsync(cancellationToken)) yield return page;
        }

        if (_at.Delta is null || _at.IsLate == true)
        {
            _at = _at with { From = _at.Watermark - (long)Overlap.TotalMilliseconds, To = now, Place = null };
            await foreach (var page in WindowAsync(cancellationToken)) yield return page;

            // Deletions are found by comparing ids, which is due by then; what is told since the load comes with the next sync.
            yield break;
        }

        await foreach (var page in ChangesAsync(cancellationToken)) yield return page;
        if (_at.Started is null) yield break;
        await foreach (var page in LoadAsync(cancellationToken)) yield return page;
    }

    /// <summary>The ids of all rows: what is stored and not among them was deleted without a word.</summary>
    public async IAsyncEnumerable<FactPage> CompareAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? place = OData.Ids(tracked.Table); place is not null;)
        {
            var page = await PageAsync(tracked.DeletedName, place, tracks: false, cancellationToken);
            yield return new FactPage(
                tracked.DeletedName, new FactBatch(), page.NextLink is null ? now.ToString(CultureInfo.InvariantCulture) : null, page.NextLink is null ? [tracked.Kind] : null, tracked.IdPrefix)
            {
                Listed = [.. page.Rows.Select(r => (tracked.Kind, tracked.FactId(DynamicsId.Checked(r[tracked.Table.Id]))))],
            };
            place = page.NextLink;
        }
    }

    /// <summary>The watermark, set with the last page only, is the instant at which the load began.</summary>
    private async IAsyncEnumerable<FactPage> LoadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = _at.Place is null ? 0 : 1;
        while (true)
        {
            var page = _at.Place is null ? await FirstAsync(cancellationToken) : await TryPageAsync(_at.Place, _at.IsTracked == true, cancellationToken);
            if (page is null)
            {
                // The place is forgotten: from the beginning, and then everything comes in this sync.
                (IsWhole, Loaded, pages) = (true, 0, 0);
                _at = _at with { Place = null };
                continue;
            }

            pages++;
            var facts = await tracked.FactsAsync(page.Rows, cancellationToken);
            Loaded += facts.Count - facts.Deleted.Count - facts.Stages.Count;
            _at = page.NextLink is { } next ? _at with { Place = next } : new DynamicsCursor(tracked.Mapping, _at.Started, page.DeltaLink, page.DeltaLink is not null && pages > 1 ? true : null);
            yield return new FactPage(tracked.Name, facts, _at.ToString(), page.NextLink is null && IsWhole ? [tracked.Kind] : null, tracked.IdPrefix);
            if (page.NextLink is null) yield break;
        }
    }

    /// <summary>The page from which on changes are told; where that is refused, without.</summary>
    private async Task<TablePage> FirstAsync(CancellationToken cancellationToken)
    {
        if (tracked.Table.TracksChanges)
        {
            try
            {
                var page = await PageAsync(tracked.Name, OData.All(tracked.Table, tracked.Select, tracks: true), tracks: true, cancellationToken);
                _at = _at with { IsTracked = true };
                return page;
            }
            catch (CrmException e) when (e.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
            {
                notes.Say($"Dynamics does not tell the application user the changes of {tracked.Name} (organisation-level read); they are read by their time, deletions once a week");
            }
        }

        _at = _at with { IsTracked = null };
        return await PageAsync(tracked.Name, OData.All(tracked.Table, tracked.Select), tracks: false, cancellationToken);
    }

    private async IAsyncEnumerable<FactPage> WindowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (_at.To is { } to)
        {
            var place = _at.Place ?? OData.Changed(tracked.Table, tracked.Select, _at.From ?? 0, to);
            var page = _at.Place is null ? await PageAsync(tracked.Name, place, tracks: false, cancellationToken) : await TryPageAsync(place, tracks: false, cancellationToken);
            if (page is null)
            {
                _at = _at with { Place = null };
                continue;
            }

            var facts = await tracked.FactsAsync(page.Rows, cancellationToken);
            _at = page.NextLink is { } next ? _at with { Place = next } : new DynamicsCursor(tracked.Mapping, to, _at.Delta);
            yield return new FactPage(tracked.Name, facts, _at.ToString());
        }
    }

    /// <summary>Changes and deletions since the place. Where Dataverse has forgotten that (after seven days), a load is left to do.</summary>
    private async IAsyncEnumerable<FactPage> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryPageAsync(_at.Place ?? _at.Delta!, tracks: false, cancellationToken) is not { } page)
            {
                if (_at.Place is null) (_at, IsWhole) = (new DynamicsCursor(tracked.Mapping, Started: now), true);
                else _at = _at with { Place = null };
                if (IsWhole) yield break;
                continue;
            }

            var facts = await tracked.FactsAsync(page.Rows, cancellationToken);
            _at = page.NextLink is { } next ? _at with { Place = next } : new DynamicsCursor(tracked.Mapping, now, page.DeltaLink);
            yield return new FactPage(tracked.Name, facts, _at.ToString());
            if (page.NextLink is null) yield break;
        }
    }

    /// <summary>Null: Dataverse no longer knows the place.</summary>
    private async Task<TablePage?> TryPageAsync(string place, bool tracks, CancellationToken cancellationToken)
    {
        try
        {
            return await PageAsync(tracked.Name, place, tracks, cancellationToken);
        }
        catch (CrmException e) when (e.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.PreconditionFailed)
        {
            return ++_restarts <= MostRestarts ? null : throw new CrmException($"Dynamics loses the place in {tracked.Name} again and again; try later", isTransient: true, e);
        }
    }

    /// <summary>A list that names the page it is at would never end.</summary>
    private async Task<TablePage> PageAsync(string counted, string place, bool tracks, CancellationToken cancellationToken)
    {
        progress.Planned(counted, 1);
        var page = await client.PageAsync(counted, place, tracks, cancellationToken);
        return page.NextLink != place ? page : throw new CrmException($"Dynamics' list of {tracked.Name} does not go on: it names the same page again", isTransient: true);
    }
}
