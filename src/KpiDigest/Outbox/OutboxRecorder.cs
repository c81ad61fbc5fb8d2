using KpiDigest.Delivery;
using KpiDigest.Store;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>Writes down what became of a claimed mail. It is not cancelled, and a database that is away for a moment is asked again: what is not written down ends as unknown.</summary>
internal sealed class OutboxRecorder(OutboxStore store, MailChanges changes, MailOptions options, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>Records an outcome.</summary>
    public async Task RecordAsync(ClaimedMail claimed, DeliveryOutcome outcome)
    {
        var written = await PersistAsync(() => WriteAsync(claimed, outcome));
        Deliveries.Count(outcome.GetType().Name.ToLowerInvariant());
        log.LogInformation("Mail {Key}, attempt {Attempt}: {Outcome} {Code}", claimed.Mail.Key, claimed.Attempt, outcome.GetType().Name, CodeOf(outcome));
        if (!written && outcome is not DeliveryOutcome.Fenced)
        {
            log.LogWarning("Mail {Key}: the outcome {Outcome} came after the lease had ended; the row stays as it was found", claimed.Mail.Key, outcome.GetType().Name);
        }
    }

    /// <summary>The send ended without an outcome: back to waiting if nothing can have left, else unknown.</summary>
    public async Task AbandonAsync(ClaimedMail claimed, bool mayHaveLeft)
    {
        try
        {
            if (mayHaveLeft) await WriteAsync(claimed, new DeliveryOutcome.Unknown("the program failed while the mail was on its way"));
            else if (!await store.ReleaseAsync(claimed.Id, claimed.LeaseToken, CancellationToken.None))
            {
                // The fence's answer was lost, yet it had passed: nothing was sent, so the mail may wait again.
                await store.RetryAsync(claimed.Id, claimed.LeaseToken, "stopped before the content", Duration.Zero, CancellationToken.None);
            }
        }
        catch (StoreException)
        {
            // The lease ends by itself; the fault that led here is the one to report.
        }
    }

    private Task<bool> WriteAsync(ClaimedMail claimed, DeliveryOutcome outcome)
    {
        var (id, token) = (claimed.Id, claimed.LeaseToken);
        return outcome switch
        {
            DeliveryOutcome.Accepted accepted => changes.SentAsync(claimed, accepted.QueueId),
            DeliveryOutcome.Refused refused => store.RefusedAsync(id, token, refused.Reason, CancellationToken.None),
            DeliveryOutcome.TryAgain again => PutOffAsync(claimed, again),
            DeliveryOutcome.Fenced => store.ReleaseAsync(id, token, CancellationToken.None),
            DeliveryOutcome.Unknown unknown => store.UnknownAsync(id, token, unknown.Reason, CancellationToken.None),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    // A channel that does not work is no fault of the mail: it is tried until it expires.
    private Task<bool> PutOffAsync(ClaimedMail claimed, DeliveryOutcome.TryAgain again)
    {
        if (!again.ChannelFault && claimed.Attempt >= options.MaxAttempts)
        {
            return store.RefusedAsync(claimed.Id, claimed.LeaseToken, $"put off {claimed.Attempt} times: {again.Reason}", CancellationToken.None);
        }

        var after = again.After is { } named ? Duration.FromTimeSpan(named)
            : Backoff.After(claimed.Mail.Key, claimed.Attempt, again.ChannelFault ? Backoff.ChannelCap : Backoff.MailCap);
        return store.RetryAsync(claimed.Id, claimed.LeaseToken, again.Reason, after, CancellationToken.None);
    }

    private async Task<bool> PersistAsync(Func<Task<bool>> write)
    {
        foreach (var pause in Pauses)
        {
            try
            {
                return await write();
            }
            catch (StoreException e) when (e.IsTransient)
            {
                await Task.Delay(pause, time);
            }
        }

        return await write();
    }

    private static string? CodeOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.TryAgain again => again.Code,
        DeliveryOutcome.Refused refused => refused.Code,
        _ => null,
    };
}
