using System.Threading.Channels;
using KpiDigest.Core.Facts;
using KpiDigest.Store;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Crm;

/// <summary>
/// Moves pages from a source into the store: page and cursor in one transaction, in the order they come. Fetching runs a few pages
/// ahead of storing, so a sync takes as long as the slower of the two.
/// </summary>
internal sealed class CrmSync(ICrmSource source, FactStore facts, TimeProvider clock)
{
    private const int PagesAhead = 3;

    /// <summary>Runs one sync to its end.</summary>
    /// <param name="full">Load everything again; records that no longer come are marked deleted.</param>
    /// <param name="progress">Told how it goes, one call at a time.</param>
    /// <param name="cancellationToken">Stops; the next sync resumes behind the last stored page.</param>
    /// <exception cref="CrmException">The CRM refused or went away; what was stored stays, the next sync resumes.</exception>
    public async Task<SyncSummary> RunAsync(bool full, ISyncProgress progress, CancellationToken cancellationToken)
    {
        var startedAt = Now();
        try
        {
            var account = await source.OpenAsync(cancellationToken);
            var state = await facts.ReadSyncStateAsync(source.Name, cancellationToken);
            var missing = source.Missing(account, state.Cursors);
            await facts.BeginSyncAsync(source.Name, Row(account with { Missing = missing }), startedAt, cancellationToken);
            var tally = new SyncTally();
            await MoveAsync(state.Cursors, full, startedAt, tally, new SerialProgress(progress), cancellationToken);
            await NoteMissingAsync(account, missing, cancellationToken);
            var noted = await LookAsync(account, full || state.LastCompleteAt is null, cancellationToken);
            var endedAt = Now();
            await facts.EndSyncAsync(source.Name, endedAt, fault: null, cancellationToken);
            return new SyncSummary(startedAt, endedAt, tally.Received, tally.Written, [.. account.Warnings, .. account.Misnamed, .. source.Warnings, .. tally.Warnings, .. noted]);
        }
        catch (Exception e)
        {
            await NoteFaultAsync(e);
            throw;
        }
    }

    /// <summary>What takes several syncs to read may be complete now, or wait again.</summary>
    private async Task NoteMissingAsync(CrmAccount account, IReadOnlyDictionary<FactKind, string> before, CancellationToken cancellationToken)
    {
        var missing = source.Missing(account, (await facts.ReadSyncStateAsync(source.Name, cancellationToken)).Cursors);
        if (missing.Count != before.Count || missing.Except(before).Any()) await facts.WriteMissingAsync(source.Name, missing, Now(), cancellationToken);
    }

    /// <summary>Writes down what proves that the CRM's user does not see everything; what is found, proven or not, is said.</summary>
    private async Task<IReadOnlyList<string>> LookAsync(CrmAccount account, bool whole, CancellationToken cancellationToken)
    {
        await facts.WriteSightAsync(source.Name, SightPart.User, account.Unseen, Now(), cancellationToken);
        if (!whole) return account.Unseen;
        var sight = await new SightProof(facts, source.Name).OfAsync(await source.TotalsAsync(cancellationToken), cancellationToken);
        await facts.WriteSightAsync(source.Name, SightPart.Records, sight.Proven, Now(), cancellationToken);
        return [.. account.Unseen, .. sight.Proven, .. sight.Noted];
    }

    private async Task MoveAsync(
        IReadOnlyDictionary<string, string> cursors, bool full, Instant startedAt, SyncTally tally, SerialProgress progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pages = Channel.CreateBounded<FactPage>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        var fetching = Task.Run(() => FetchAsync(source.PullAsync(cursors, full, progress, stop.Token), pages.Writer, stop.Token), CancellationToken.None);
        try
        {
            // Each page of a large kind stores a cursor: without any, nothing of them is stored and nothing can be absent.
            var absences = new Absences(facts, source.Name, isFirst: cursors.Count == 0);
            await foreach (var page in pages.Reader.ReadAllAsync(cancellationToken))
            {
                await StoreAsync(await absences.CompleteAsync(page, cancellationToken), startedAt, tally, cancellationToken);
                progress.Stored(page.Object, Records(page.Facts));
            }
        }
        finally
        {
            // Where storing failed, fetching is still under way.
            await stop.CancelAsync();
            await fetching;
        }
    }

    /// <summary>Never fails itself: what goes wrong comes out behind the last page, so that all before it is stored.</summary>
    private static async Task FetchAsync(IAsyncEnumerable<FactPage> source, ChannelWriter<FactPage> pages, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in source.WithCancellation(cancellationToken)) await pages.WriteAsync(page, cancellationToken);
            pages.Complete();
        }
        catch (Exception e)
        {
            pages.Complete(e);
        }
    }

    private async Task StoreAsync(FactPage page, Instant startedAt, SyncTally tally, CancellationToken cancellationToken) =>
        tally.Add(await facts.WriteAsync(source.Name, page.Object, page.Facts, page.Cursor, Now(), startedAt, page.Replaces, cancellationToken));

    private async Task NoteFaultAsync(Exception e)
    {
        var fault = e is OperationCanceledException ? "the sync was stopped before it was complete" : e.Message;
        try
        {
            await facts.EndSyncAsync(source.Name, Now(), fault, CancellationToken.None);
        }
        catch (Exception store) when (store is not OutOfMemoryException)
        {
            // The store may be what failed. The first failure is the one to report; without an end the sync counts as incomplete anyway.
        }
    }

    private Instant Now() => clock.GetUtcNow().ToInstant();

    /// <summary>What people count: records, without the history that came with them.</summary>
    private static int Records(FactBatch batch) => batch.Count - batch.Changes.Count;

    private static CrmAccountRow Row(CrmAccount account) => new(account.Id, account.TimeZone, account.Currency, account.Links, account.Missing);
}
