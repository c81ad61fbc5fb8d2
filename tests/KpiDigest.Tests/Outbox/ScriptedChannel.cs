using System.Collections.Concurrent;
using KpiDigest.Delivery;

namespace KpiDigest.Tests.Outbox;

/// <summary>A channel that does what the test says, and keeps what left.</summary>
internal sealed class ScriptedChannel : IDeliveryChannel
{
    public string Name => "Scripted";

    public TimeSpan LongestAfterFence => TimeSpan.FromMinutes(1);

    /// <summary>What becomes of a mail whose fence said yes.</summary>
    public Func<OutgoingMail, Task<DeliveryOutcome>> AfterFence { get; set; } = _ => Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted("Q1"));

    /// <summary>What happens before the fence is asked; an outcome ends it there.</summary>
    public Func<OutgoingMail, CancellationToken, Task<DeliveryOutcome?>> BeforeFence { get; set; } = (_, _) => Task.FromResult<DeliveryOutcome?>(null);

    /// <summary>Mails whose content left.</summary>
    public ConcurrentQueue<OutgoingMail> Left { get; } = new();

    /// <summary>What it says about mails that may have left.</summary>
    public bool? HasLeft { get; set; }

    /// <summary>What happens before it says that.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    /// <summary>The Message-IDs it was asked about.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, Func<CancellationToken, Task<bool>> fence, CancellationToken cancellationToken)
    {
        if (await BeforeFence(mail, cancellationToken) is { } early) return early;
        if (!await fence(cancellationToken)) return new DeliveryOutcome.Fenced();
        Left.Enqueue(mail);
        return await AfterFence(mail);
    }

    public async Task<bool?> HasLeftAsync(string messageId, CancellationToken cancellationToken)
    {
        Asked.Enqueue(messageId);
        await BeforeAnswer();
        return HasLeft;
    }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
