using KpiDigest.Delivery;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>The work of delivery: claim the next mail, send it behind the fence, record what became of it. Many may run side by side.</summary>
/// <param name="store">The mails.</param>
/// <param name="channel">How they leave.</param>
/// <param name="options">Attempts, allowed domains, where Redirect goes.</param>
/// <param name="mode">The mode in force, asked before each claim: <c>activate</c> and its undoing take effect at once.</param>
/// <param name="time">Clock of the pause and of the rate.</param>
/// <param name="log">One line a mail, by key, never an address.</param>
internal sealed class OutboxDispatcher(
    OutboxStore store, IDeliveryChannel channel, MailOptions options, Func<CancellationToken, Task<MailMode>> mode, TimeProvider time, ILogger<OutboxDispatcher> log)
{
    /// <summary>A claim's lease: short, and renewed until the fence, so that what a killed worker had claimed is another's a few seconds later.</summary>
    public static readonly Duration Claim = Duration.FromSeconds(5);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1.5);

    private readonly ChannelPause _pause = new(time);
    private readonly SendingRate _rate = new(options, time);
    private int _lanes;

    /// <summary>Whether the channel failed a moment ago and nothing is claimed until the pause is over.</summary>
    public bool IsPaused => _pause.IsOn;

    // Lanes begin at the same time: each of these is made once for all of them.
    private ClaimsAhead Claims => LazyInitializer.EnsureInitialized(ref field, () => new ClaimsAhead(store, ClaimAsync, time));

    // A sending's lease covers what follows the fence, and a little more.
    private MailChanges Changes =>
        LazyInitializer.EnsureInitialized(ref field, () => new MailChanges(store, Duration.FromTimeSpan(channel.LongestAfterFence) + Duration.FromSeconds(30)));

    private OutboxRecorder Recorder => LazyInitializer.EnsureInitialized(ref field, () => new OutboxRecorder(store, Changes, options, time, log));

    /// <summary>Delivers one mail, whatever becomes of it.</summary>
    /// <returns>False: there is none to deliver now, mail is off, or the channel is in its pause.</returns>
    /// <exception cref="OperationCanceledException">Stopped before the fence; the mail waits again.</exception>
    /// <exception cref="StoreException">The database is away; what was claimed comes back when its lease ends.</exception>
    public async Task<bool> DeliverNextAsync(CancellationToken cancellationToken)
    {
        var lane = new DeliveryLane();
        var delivered = await DeliverAsync(lane, cancellationToken);
        await lane.Recorded;
        return delivered;
    }

    /// <summary>One lane of several: delivers as long as there is mail. What became of a mail is recorded together with the fence of the next one.</summary>
    /// <exception cref="OperationCanceledException">As with <see cref="DeliverNextAsync"/>.</exception>
    /// <exception cref="StoreException">As with <see cref="DeliverNextAsync"/>.</exception>
    public async Task DeliverAllAsync(CancellationToken cancellationToken)
    {
        var lane = new DeliveryLane();
        Interlocked.Increment(ref _lanes);
        try
        {
            while (await DeliverAsync(lane, cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            if (Interlocked.Decrement(ref _lanes) == 0) await Claims.GiveBackAsync();
            await lane.Recorded;
        }
    }

    private async Task<bool> DeliverAsync(DeliveryLane lane, CancellationToken cancellationToken)
    {
        if (_pause.IsOn) return false;
        // The turn comes before the claim: who waits for it holds no lease, and the mode is the one in force when it has come.
        await _rate.TakeTurnAsync(cancellationToken);
        if (await Claims.NextAsync() is not { } claimed)
        {
            _rate.GiveBack();
            return false;
        }

        if (claimed.SuppressedBy is { } row) return await SkipAsync(claimed, row, cancellationToken);
        var now = claimed.Mode;
        var mail = now == MailMode.Redirect ? claimed.Mail with { Recipient = options.RedirectTo } : claimed.Mail;
        var outcome = claimed.Mail.Mime.IsEmpty ? new DeliveryOutcome.Refused("its content is not what was staged, or is gone; it is not sent")
            : options.MayReceive(mail.Recipient) ? await SendAsync(lane, claimed, mail, cancellationToken) : NotAllowed(now);
        if (outcome is DeliveryOutcome.TryAgain { ChannelFault: true } fault) _pause.Fault(fault.After);
        else if (outcome is DeliveryOutcome.Accepted) _pause.Works();
        lane.Recorded = Recorder.RecordAsync(claimed, outcome);
        return true;
    }

    // Under a rate a mail that is claimed and not begun would wait for long.
    private async Task<IReadOnlyList<ClaimedMail>> ClaimAsync(int lanes)
    {
        var now = await mode(CancellationToken.None);
        if (now == MailMode.Off || _pause.IsOn) return [];
        var atMost = options.PerMinute > 0 ? lanes : Math.Max(lanes, _lanes * 4);
        return [.. (await store.ClaimAsync(WorkerNames.Own, Claim, atMost, CancellationToken.None)).Select(mail => mail with { Mode = now })];
    }

    private async Task<bool> SkipAsync(ClaimedMail claimed, long suppression, CancellationToken cancellationToken)
    {
        var why = await store.Suppressions.FindAsync(suppression, cancellationToken);
        await store.SkipAsync(claimed.Id, claimed.LeaseToken, why!.SkipReason, CancellationToken.None);
        log.LogInformation("Mail {Key}: skipped, the reader is suppressed ({Kind})", claimed.Mail.Key, why.KindText);
        return true;
    }

    // The fence is not cancelled midway: a row whose state nobody knows would help no one.
    private async Task<DeliveryOutcome> SendAsync(DeliveryLane lane, ClaimedMail claimed, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var passed = false;
        async Task<bool> FenceAsync(CancellationToken _)
        {
            var open = await Changes.FenceAsync(claimed);
            // At most one mail of a lane is on its way and not recorded.
            await lane.Recorded;
            return passed = open;
        }

        using var over = new CancellationTokenSource();
        var renewing = RenewAsync(claimed, over.Token);
        try
        {
            return await channel.SendAsync(mail, FenceAsync, cancellationToken);
        }
        catch
        {
            await Recorder.AbandonAsync(claimed, mayHaveLeft: passed);
            throw;
        }
        finally
        {
            await over.CancelAsync();
            await renewing;
        }
    }

    // Until the fence: from then on the row is not claimed any more, and nothing is renewed.
    private async Task RenewAsync(ClaimedMail claimed, CancellationToken over)
    {
        try
        {
            do await Task.Delay(RenewEvery, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!over.IsCancellationRequested && await store.RenewAsync(claimed.Id, claimed.LeaseToken, Claim, over));
        }
        catch (Exception e) when (e is OperationCanceledException or StoreException)
        {
            // Sent, or a database that is away: then the lease ends by itself.
        }
    }

    // In mode Redirect it is one address for all: a fault of the settings, not of the mail.
    private static DeliveryOutcome NotAllowed(MailMode now) => now == MailMode.Redirect
        ? new DeliveryOutcome.TryAgain("configuration: Mail:RedirectTo is missing or its domain is not among Mail:AllowedDomains", ChannelFault: true)
        : new DeliveryOutcome.Refused("domain not allowed: the recipient's is not among Mail:AllowedDomains");
}
