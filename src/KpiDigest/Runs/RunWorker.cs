using KpiDigest.Configuration;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>Claims planned runs and executes them, one at a time.</summary>
internal sealed class RunWorker(RunStore runs, Func<Settings, DigestRun> prepare, CurrentSettings current, TimeProvider clock, ILogger<RunWorker> log)
{
    private static readonly Duration ReclaimAfterBug = Duration.FromMinutes(5);

    private const int AttemptsUnconfigured = 3;
    private static readonly Duration AfterUnconfigured = Duration.FromSeconds(10);

    private readonly string _name = WorkerNames.Own;

    /// <summary>Executes the next run. False: none was planned.</summary>
    public async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        // A run keeps the settings it began with, whatever is changed meanwhile.
        var settings = current.Now;
        var lease = Duration.FromSeconds(settings.Options.Service.LeaseSeconds);
        if (await runs.ClaimNextAsync(_name, lease, cancellationToken) is not { } run) return false;
        try
        {
            var outcome = settings.Find(run.Key.Digest) is { } digest
                ? await prepare(settings).ExecuteAsync(run, digest, Instant.FromDateTimeOffset(clock.GetUtcNow()), cancellationToken)
                : await UnconfiguredAsync(run, cancellationToken);
            Report(run, outcome);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A bug or a fault of this machine (disk, browser): another attempt, perhaps elsewhere, may succeed; status shows the reason.
            log.LogError(e, "run {Digest} {Period} attempt {Attempt} broke", run.Key.Digest, run.Key.Period, run.Attempt);
            await runs.PostponeAsync(run, e.Message, ReclaimAfterBug, CancellationToken.None);
        }

        return true;
    }

    /// <summary>Another worker may have taken up a newer configuration a moment earlier: only what nobody knows for a while has failed.</summary>
    private async Task<RunOutcome> UnconfiguredAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        var reason = $"the digest '{run.Key.Digest}' is no longer configured";
        if (run.Attempt > AttemptsUnconfigured) return await FailAsync(run, reason, cancellationToken);
        await runs.PostponeAsync(run, reason, AfterUnconfigured, cancellationToken);
        return new RunOutcome.Postponed(reason);
    }

    private async Task<RunOutcome> FailAsync(ClaimedRun run, string reason, CancellationToken cancellationToken) =>
        await runs.FailAsync(run, reason, cancellationToken) ? new RunOutcome.Failed(reason) : new RunOutcome.LeaseLost();

    private void Report(ClaimedRun run, RunOutcome outcome)
    {
        switch (outcome)
        {
            case RunOutcome.Enqueued(var staged):
                log.LogInformation(
                    "run {Digest} {Period}: {Expected} mails enqueued, {Skipped} skipped; {Editions} editions with {Files} files",
                    run.Key.Digest, run.Key.Period, staged.Expected, staged.Skipped, staged.Editions, staged.Files);
                break;
            case RunOutcome.Held(var reason):
                log.LogError("run {Digest} {Period} is held: {Reason}", run.Key.Digest, run.Key.Period, reason);
                break;
            case RunOutcome.Postponed(var reason):
                log.LogWarning("run {Digest} {Period} is put off: {Reason}", run.Key.Digest, run.Key.Period, reason);
                break;
            case RunOutcome.Failed(var reason):
                log.LogError("run {Digest} {Period} failed: {Reason}", run.Key.Digest, run.Key.Period, reason);
                break;
            default:
                log.LogWarning("run {Digest} {Period}: the lease was lost, another worker has it", run.Key.Digest, run.Key.Period);
                break;
        }
    }
}
