using KpiDigest.Crm;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;
using NodaTime.Extensions;

namespace KpiDigest.Runs;

/// <summary>Brings the facts up to date once, whichever worker comes first.</summary>
internal sealed class SourceSync(
    ICrmSource source, FactStore facts, CrmSync sync, Database database, SupplementIntake supplements, WeeklyForecasts forecasts, TimeProvider clock)
{
    /// <summary>Name of the source in every fact key.</summary>
    public string Source => source.Name;

    /// <summary>The end of a complete sync that is not earlier than an instant; runs one where there is none.</summary>
    /// <exception cref="CrmException">The CRM refused or could not be reached.</exception>
    public async Task<Instant> EnsureAsync(Instant notBefore, CancellationToken cancellationToken)
    {
        if (await LastCompleteAsync(cancellationToken) is { } fresh && fresh >= notBefore) return fresh;
        await using var alone = await database.LockAsync("sync", cancellationToken);
        if (await LastCompleteAsync(cancellationToken) is { } meanwhile && meanwhile >= notBefore) return meanwhile;
        return (await PullAsync(full: false, new SilentProgress(), cancellationToken)).EndedAt;
    }

    /// <summary>Pulls now, whatever the last sync was.</summary>
    public async Task<SyncSummary> RunAsync(bool full, ISyncProgress progress, CancellationToken cancellationToken)
    {
        await using var alone = await database.LockAsync("sync", cancellationToken);
        return await PullAsync(full, progress, cancellationToken);
    }

    /// <summary>Files first: what was taken is known at the end of the sync, on which runs stand.</summary>
    private async Task<SyncSummary> PullAsync(bool full, ISyncProgress progress, CancellationToken cancellationToken)
    {
        var said = await supplements.RunAsync(clock.GetUtcNow().ToInstant(), cancellationToken);
        var summary = await sync.RunAsync(full, progress, cancellationToken);
        await forecasts.TakeAsync(summary.EndedAt, cancellationToken);
        return summary with { Warnings = [.. said, .. summary.Warnings] };
    }

    /// <summary>The end of the newest complete sync; null: there is none.</summary>
    public async Task<Instant?> LastCompleteAsync(CancellationToken cancellationToken) =>
        (await facts.ReadSyncStateAsync(source.Name, cancellationToken)).LastCompleteAt;
}
