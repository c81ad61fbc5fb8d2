using KpiDigest.Configuration;
using KpiDigest.Runs;
using KpiDigest.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KpiDigest.Scheduling;

/// <summary>
/// Looks at the content of the configuration's files every few seconds, in each worker. A changed configuration is read whole: without fault it is in force from
/// the next unit of work on; with faults it is refused, all faults are named, and the one in force stays.
/// </summary>
/// <param name="current">The settings in force.</param>
/// <param name="source">How a configuration is read and taken up.</param>
/// <param name="triggers">What wakes at the digests' times.</param>
/// <param name="planner">Finds what the newer digests have due.</param>
/// <param name="workers">Says which configuration this worker has.</param>
/// <param name="clock">Time between looks.</param>
/// <param name="log">Says what was taken or refused; never an address or secret.</param>
internal sealed class SettingsReload(CurrentSettings current, SettingsSource source, TriggerReconciler triggers, Planner planner, WorkerBook workers, TimeProvider clock, ILogger<SettingsReload> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly string _name = WorkerNames.Own;
    private readonly Settings _started = current.Now;
    private string _seen = source.Hash(current.Now);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SayAsync(stoppingToken);
                await Task.Delay(TimeSpan.FromSeconds(current.Now.Options.Service.PollSeconds), clock, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // What was not taken is looked at again.
                _seen = "";
                log.LogError("The changed configuration could not be taken up and is tried again: {Fault}", e is StoreException ? e.Message : e.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await workers.GoneAsync(_name, cancellationToken);
        }
        catch (StoreException)
        {
            // It is forgotten two minutes later.
        }
    }

    private Task SayAsync(CancellationToken cancellationToken) =>
        workers.SeenAsync(_name, current.Now.Hash, current.Refused.Count > 0 ? string.Join('\n', current.Refused) : null, cancellationToken);

    /// <summary>Takes or refuses what has changed and come to rest since the last look.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var hash = source.Hash(current.Now);
        if (hash == _seen) return;
        await Task.Delay(Rest, clock, cancellationToken);
        if (source.Hash(current.Now) != hash) return;
        var faults = await TryTakeAsync(cancellationToken);
        // Newer settings may look at other files: then what these hold is read once more.
        _seen = faults.Count > 0 || source.Hash(current.Now) == hash ? hash : "";
        if (faults.Count == 0) return;
        current.Refuse(faults.ConvertAll(f => f.ToString()));
        log.LogError("The changed configuration is refused, the one in force stays. {Count} faults:{Faults}", faults.Count, string.Concat(faults.Select(f => $"\n  - {f.Key}: {f.Message}")));
    }

    private async Task<List<ConfigurationFault>> TryTakeAsync(CancellationToken cancellationToken)
    {
        Settings settings;
        try
        {
            settings = source.Read();
        }
        catch (ConfigurationException e)
        {
            return [.. e.Faults];
        }

        await source.TakeAsync(settings, cancellationToken);
        current.Take(settings);
        await triggers.ReconcileAsync(cancellationToken);
        await planner.PlanDueAsync(cancellationToken);
        log.LogInformation("A changed configuration is in force: {Digests} digests, {Recipients} recipients listed, {Hash}", settings.Digests.Count, settings.Digests.Sum(d => d.Recipients.Count), settings.Hash);
        if (RestartNeeds.Of(_started.Options, settings.Options) is { Count: > 0 } parts)
            log.LogWarning("Changed, but in force only after a restart: {Parts}", string.Join(", ", parts));
        return [];
    }
}

/// <summary>How a configuration is read and taken up; what the command line puts in.</summary>
/// <param name="Hash">The content of the files that belong to some settings.</param>
/// <param name="Read">Reads the newest; throws <see cref="ConfigurationException"/> with all faults.</param>
/// <param name="TakeAsync">Makes ready whatever works with them.</param>
internal sealed record SettingsSource(Func<Settings, string> Hash, Func<Settings> Read, Func<Settings, CancellationToken, Task> TakeAsync);
