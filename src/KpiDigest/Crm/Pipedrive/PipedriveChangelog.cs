using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Reads the deals' logs of changes, one request a deal, as far as the day's share of the company's tokens reaches: first those that wait, then on through all.
/// Until it is through, and no deal waits, the past of deals is not known.
/// </summary>
/// <param name="client">Pipedrive.</param>
/// <param name="mapping">What changes are made with.</param>
/// <param name="share">Tokens a day.</param>
/// <param name="cursor">How far it is.</param>
/// <param name="progress">Told how it goes.</param>
/// <param name="clock">Time: a day's share is counted in UTC.</param>
internal sealed class PipedriveChangelog(PipedriveClient client, PipedriveMapping mapping, int share, ChangelogCursor cursor, ISyncProgress progress, TimeProvider clock)
{
    private const int DealsInPage = 25;
    private const int MostWaiting = 20_000;

    // Of the day's tokens, what is left to the company's other programs where Pipedrive says how many there are.
    private const int KeptQuarter = 4;

    private static readonly string[] Lists = [PipedriveApi.Deals, PipedriveApi.ArchivedDeals];

    private readonly PipedriveHistory _history = new(mapping);
    private bool _isRefused;
    private bool _isFoundAgain;

    /// <summary>Deals of a page that have changed: those whose log was read wait to be read again. The page to store first; null: none.</summary>
    public FactPage? Announce(int part, IReadOnlyList<PipedriveRow> rows, Instant? changedSince)
    {
        if (share == 0 || changedSince is not { } since) return null;
        var waiting = cursor.Waiting ?? [];
        var changed = rows.Where(r => IsLogged(r) && cursor.WasRead(part, Number(r)) && IsSince(r, since)).Select(Number).Except(waiting).ToList();
        if (changed.Count == 0) return null;
        cursor = waiting.Count + changed.Count > MostWaiting ? new ChangelogCursor(cursor.Mapping, Day: cursor.Day, Spent: cursor.Spent, Known: cursor.Known) : cursor with { Waiting = [.. waiting, .. changed] };
        return Page(new PageFacts());
    }

    /// <param name="known">How many deals there are; 0: as many as it was.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async IAsyncEnumerable<FactPage> ReadAsync(long known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (share == 0) yield break;
        var day = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        cursor = cursor with { Known = known > 0 ? known : cursor.Known, Spent = cursor.Day == day ? cursor.Spent : 0, Day = day };
        await foreach (var page in WaitingAsync(cancellationToken)) yield return page;
        await foreach (var page in ThroughAsync(cancellationToken)) yield return page;
        yield return Page(new PageFacts());
    }

    private async IAsyncEnumerable<FactPage> WaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (cursor.Waiting is { Count: > 0 } waiting && CanSpend())
        {
            var ids = waiting.Take(DealsInPage).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
            var rows = await ByIdAsync(ids, cancellationToken);
            var facts = new PageFacts();
            var done = new HashSet<long>(ids.Where(i => !rows.Any(r => r.Id == i)).Select(i => long.Parse(i, CultureInfo.InvariantCulture)));
            foreach (var row in rows.TakeWhile(_ => CanSpend()))
                if (await LogAsync(row, facts, cancellationToken)) done.Add(Number(row));

            cursor = cursor with { Waiting = [.. waiting.Where(w => !done.Contains(w))] };
            yield return Page(facts);
        }
    }

    private async IAsyncEnumerable<FactPage> ThroughAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (cursor.Part < ChangelogCursor.Through && CanSpend())
        {
            var page = await ListAsync(cancellationToken);
            foreach (var rows in page.Rows.Where(r => IsLogged(r) && !cursor.WasRead(cursor.Part, Number(r))).Chunk(DealsInPage))
            {
                var (facts, read) = (new PageFacts(), new List<long>());
                foreach (var row in rows.TakeWhile(_ => CanSpend()))
                    if (await LogAsync(row, facts, cancellationToken)) read.Add(Number(row));

                if (read.Count == 0) break;
                cursor = cursor with { Below = read[^1], Read = cursor.Read + read.Count };
                yield return Page(facts);
            }

            if (page.Rows.Any(r => IsLogged(r) && !cursor.WasRead(cursor.Part, Number(r)))) yield break;
            cursor = page.Next is { } next ? cursor with { Place = next } : cursor with { Part = cursor.Part + 1, Below = null, Place = null };
        }
    }

    /// <summary>A page of the present part, newest deals first. A place that Pipedrive no longer knows is found again from the top.</summary>
    private async Task<PipedrivePage> ListAsync(CancellationToken cancellationToken)
    {
        var list = new PipedriveList(Lists[cursor.Part]) { SortBy = PipedriveApi.Id, NewestFirst = true, CustomFields = mapping.Mapped.CustomOf(PipedriveApi.DealsName), Cursor = cursor.Place };
        try
        {
            return await AskAsync(list, cancellationToken);
        }
        catch (CrmException e) when (e.Status == HttpStatusCode.BadRequest && list.Cursor is not null && !_isFoundAgain)
        {
            _isFoundAgain = true;
            cursor = cursor with { Place = null };
            return await AskAsync(list with { Cursor = null }, cancellationToken);
        }
    }

    private async Task<List<PipedriveRow>> ByIdAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<PipedriveRow>();
        foreach (var path in Lists)
        {
            var missing = ids.Except(found.Select(r => r.Id)).ToList();
            if (missing.Count == 0) break;
            found.AddRange((await AskAsync(new PipedriveList(path) { Ids = missing, CustomFields = mapping.Mapped.CustomOf(PipedriveApi.DealsName) }, cancellationToken)).Rows);
        }

        return found;
    }

    private Task<PipedrivePage> AskAsync(PipedriveList list, CancellationToken cancellationToken)
    {
        progress.Planned(PipedriveApi.ChangelogName, 1);
        Spend(list.Path == PipedriveApi.Deals ? 10 : 20);
        return client.PageAsync(PipedriveApi.ChangelogName, list, cancellationToken);
    }

    /// <summary>A deal that is gone by now has no log any more. False: logs may not be read at all, and the past stays unknown.</summary>
    private async Task<bool> LogAsync(PipedriveRow deal, PageFacts into, CancellationToken cancellationToken)
    {
        try
        {
            _history.Map(deal, await LogOfAsync(deal.Id, cancellationToken), into);
            return true;
        }
        catch (CrmException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return true;
        }
        catch (CrmException e) when (PipedriveOpening.IsRefusal(e))
        {
            _isRefused = true;
            mapping.Notes.Say("Pipedrive does not let the token's user read the deals' logs of changes; KPIs over former states go by what syncs have seen");
            return false;
        }
    }

    private async Task<List<PipedriveRow>> LogOfAsync(string deal, CancellationToken cancellationToken)
    {
        var log = new List<PipedriveRow>();
        string? place = null;
        do
        {
            progress.Planned(PipedriveApi.ChangelogName, 1);
            Spend(PipedriveApi.LogTokens);
            var page = await client.ChangelogAsync(deal, place, cancellationToken);
            log.AddRange(page.Rows);
            place = page.Next;
        }
        while (place is not null);
        return log;
    }

    private void Spend(int tokens) => cursor = cursor with { Spent = cursor.Spent + tokens };

    private bool CanSpend() => !_isRefused && cursor.Spent + PipedriveApi.LogTokens <= share && !(client.DailyLeft * KeptQuarter <= client.DailyTokens);

    private FactPage Page(PageFacts facts) => new(PipedriveApi.ChangelogName, facts.ToBatch(), cursor.ToString());

    private static bool IsLogged(PipedriveRow row) => !PipedriveDeals.IsPutAside(row) && !row.Is("is_deleted") && row["status"] != "deleted";

    private static bool IsSince(PipedriveRow row, Instant since) => row[PipedriveApi.Stamp] is { } text && PipedriveValues.TryInstant(text, out var at) && at >= since;

    private static long Number(PipedriveRow row) => long.TryParse(row.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new CrmException($"Pipedrive names a deal by an id that is none: '{Http.Excerpt.Of(row.Id, 40)}'", isTransient: true);
}
