using KpiDigest.Configuration;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Crm;
using KpiDigest.Outbox;
using KpiDigest.Runs.Gate;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>
/// The spine: one run from its claim to visible mails, one line a step. Everything for everyone is rendered before anything is
/// stored, and stored before anything is visible. Any worker may take over at any step.
/// </summary>
internal sealed class DigestRun(RunStore runs, OutboxStore outbox, SourceSync sync, DigestPress press, MailComposer mails, Leavers leavers, Settings settings)
{
    private static readonly Duration LookAgain = Duration.FromMinutes(5);
    private static readonly Duration OldestForPreliminary = Duration.FromDays(2);

    private Duration Lease => Duration.FromSeconds(settings.Options.Service.LeaseSeconds);

    /// <summary>Executes a claimed run.</summary>
    public async Task<RunOutcome> ExecuteAsync(ClaimedRun run, DigestDefinition digest, Instant now, CancellationToken cancellationToken)
    {
        try
        {
            var period = settings.Calendar.Containing(digest.Kind, PeriodKeys.StartOf(run.Key.Period));
            if (period.Key != run.Key.Period) return await FailAsync(run, $"the calendar knows no {run.Key.Period} any more: it was changed without an entry in Calendar:Before", cancellationToken);
            var knownAt = await FreezeAsync(run, now, cancellationToken);                                                      // sync
            var sales = await press.LoadAsync(run.DueAt, knownAt, reconstructed: false, cancellationToken);                // facts
            var decision = await DecideAsync(run, sales, period, cancellationToken);                                       // gate
            if (decision.IsHeld && await KeptBackAsync(run, decision, now, cancellationToken) is { } keptBack) return keptBack;
            var whom = RunRecipients.Of(digest, sales, settings.Options.Mail.MayReceive);                                  // recipients
            if (whom.HeldBecause is { } nobody) return await HoldAsync(run, nobody, cancellationToken);
            digest = whom.Digest;
            await leavers.LookAsync([.. settings.Digests, digest], cancellationToken);
            var figures = await ComputeAsync(run, digest, sales, period, cancellationToken);                               // compute
            var notes = Notes(decision, sales, isStale: knownAt < run.DueAt);
            await ArchiveAsync(run, digest, figures.Values, cancellationToken);                                                    // keep the numbers
            var earlier = await EarlierMails.ReadAsync(runs, outbox, run.Key, cancellationToken);                         // what this corrects
            var staged = await Staging(run, whom, earlier, now, cancellationToken).StageAsync(run, period, sales, figures, notes, cancellationToken); // compose, render, stage
            return await EnqueueAsync(run, staged, sales, cancellationToken);                                              // show
        }
        catch (CrmException e) when (e.IsTransient && IsWaiting(run, now))
        {
            await runs.PostponeAsync(run, e.Message, RetryDelay(run.Attempt), CancellationToken.None);
            return new RunOutcome.Postponed(e.Message);
        }
        catch (CrmException e)
        {
            return await HoldAsync(run, e.Message, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            return new RunOutcome.LeaseLost();
        }
    }

    /// <summary>What every mail says about its data. Held, and yet sent: it is preliminary.</summary>
    public static IReadOnlyList<string> Notes(GateDecision decision, SalesFacts sales, bool isStale) =>
        [.. decision.IsHeld || isStale ? [DigestAudience.Preliminary] : Array.Empty<string>(), .. decision.Notes, .. sales.Supplements.Notes];

    private bool IsWaiting(ClaimedRun run, Instant now) => now - run.DueAt < Duration.FromMinutes(settings.Options.Gate.WaitMinutes);

    /// <summary>Null: what the gate holds goes out all the same, as preliminary, because the wait is over and the configuration says so.</summary>
    private async Task<RunOutcome?> KeptBackAsync(ClaimedRun run, GateDecision decision, Instant now, CancellationToken cancellationToken)
    {
        var cause = decision.HeldBecause!;
        if (decision.IsFinal || settings.Options.Gate.AfterWait == GateAfterWait.Hold) return await HoldAsync(run, cause, cancellationToken);
        if (!IsWaiting(run, now)) return null;
        await runs.ThinkAgainAsync(run, cause, LookAgain, CancellationToken.None);
        return new RunOutcome.Postponed(cause);
    }

    private async Task<Instant> FreezeAsync(ClaimedRun run, Instant now, CancellationToken cancellationToken)
    {
        var knownAt = run.KnownAt ?? await SyncAsync(run, now, cancellationToken);
        var supplements = await press.SupplementsHashAsync(knownAt, cancellationToken);
        return await runs.FreezeAsync(run, knownAt, settings.Hash, press.TemplateHash, cancellationToken, supplements) ?? throw new LeaseLostException();
    }

    /// <summary>A later attempt wants what became known since; where the CRM stays away and preliminary digests may go out, a sync of shortly before will do.</summary>
    private async Task<Instant> SyncAsync(ClaimedRun run, Instant now, CancellationToken cancellationToken)
    {
        var notBefore = run.Attempt > 1 ? Instant.Max(run.DueAt, now - LookAgain / 2) : run.DueAt;
        try
        {
            return await KeepingLeaseAsync(run, stop => sync.EnsureAsync(notBefore, stop), cancellationToken);
        }
        catch (CrmException) when (settings.Options.Gate.AfterWait == GateAfterWait.Preliminary && !IsWaiting(run, now))
        {
            if (await sync.LastCompleteAsync(cancellationToken) is { } last && last > run.DueAt - OldestForPreliminary) return last;
            throw;
        }
    }

    private async Task<GateDecision> DecideAsync(ClaimedRun run, SalesFacts sales, Period period, CancellationToken cancellationToken) =>
        QualityGate.Decide(sales, period, await runs.DealsOfRunsBeforeAsync(run.Key, QualityGate.History, cancellationToken), settings.Options.Gate);

    /// <summary>Each scope once, whatever the number of its recipients. A scope that does not resolve has no figures.</summary>
    private async Task<Dictionary<string, PressedFigures>> ComputeAsync(ClaimedRun run, DigestDefinition digest, SalesFacts sales, Period period, CancellationToken cancellationToken)
    {
        var figures = new Dictionary<string, PressedFigures>(StringComparer.Ordinal);
        foreach (var text in digest.Recipients.Select(r => r.Scope).Distinct(StringComparer.Ordinal))
        {
            await RenewAsync(run, cancellationToken);
            if (sales.TryResolve(text, out var scope, out _))
                figures[text] = await press.ComputeAsync(digest, sales, scope, period, cancellationToken);
        }

        return figures;
    }

    private EditionStaging Staging(ClaimedRun run, RunRecipients whom, EarlierMails? earlier, Instant now, CancellationToken cancellationToken) => new(runs, outbox.Suppressions, press, mails, whom.Digest, whom.Withheld, earlier, now, () => RenewAsync(run, cancellationToken));

    private async Task ArchiveAsync(ClaimedRun run, DigestDefinition digest, IEnumerable<PressedFigures> figures, CancellationToken cancellationToken)
    {
        if (!await runs.ArchiveAsync(run, await press.ArchiveAsync(digest, figures, cancellationToken), cancellationToken)) throw new LeaseLostException();
    }

    private async Task<RunOutcome> EnqueueAsync(ClaimedRun run, StagedCounts staged, SalesFacts sales, CancellationToken cancellationToken) =>
        await runs.EnqueueAsync(run, staged.Expected, sales.Coverage.Deals, cancellationToken)
            ? new RunOutcome.Enqueued(staged)
            : new RunOutcome.LeaseLost();

    private async Task<RunOutcome> HoldAsync(ClaimedRun run, string cause, CancellationToken cancellationToken)
    {
        var period = PeriodKeys.LabelOf(run.Key.Period, settings.Calendar);
        var reason = $"{cause} When that is mended: kpidigest outbox release --run {run.Key.Digest} --period {period}";
        return await runs.HoldAsync(run, reason, cancellationToken) ? new RunOutcome.Held(reason) : new RunOutcome.LeaseLost();
    }

    private async Task<RunOutcome> FailAsync(ClaimedRun run, string reason, CancellationToken cancellationToken) =>
        await runs.FailAsync(run, reason, cancellationToken) ? new RunOutcome.Failed(reason) : new RunOutcome.LeaseLost();

    private async Task RenewAsync(ClaimedRun run, CancellationToken cancellationToken)
    {
        if (!await runs.RenewAsync(run, Lease, cancellationToken)) throw new LeaseLostException();
    }

    /// <summary>A first load takes longer than any lease: renews while it runs, and stops it where the lease is lost.</summary>
    private async Task<T> KeepingLeaseAsync<T>(ClaimedRun run, Func<CancellationToken, Task<T>> start, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = start(stop.Token);
        try
        {
            while (await Task.WhenAny(work, Task.Delay((Lease / 3).ToTimeSpan(), cancellationToken)) != work)
                await RenewAsync(run, cancellationToken);
        }
        catch (LeaseLostException)
        {
            await stop.CancelAsync();
            await Task.WhenAny(work);
            throw;
        }

        return await work;
    }

    private static Duration RetryDelay(int attempt) => Duration.FromSeconds(Math.Min(300, 15 * Math.Pow(2, Math.Min(attempt, 6))));
}
