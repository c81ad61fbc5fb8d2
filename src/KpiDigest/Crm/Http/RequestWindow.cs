namespace KpiDigest.Crm.Http;

/// <summary>At most so many requests in any window of that length (sliding); the caller waits for its turn.</summary>
internal sealed class RequestWindow(int requests, TimeSpan length, TimeProvider clock)
{
    private readonly Queue<long> _sent = new();
    private readonly Lock _gate = new();

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        while (TimeToWait() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private TimeSpan TimeToWait()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            while (_sent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= length) _sent.Dequeue();
            if (_sent.Count < requests)
            {
                _sent.Enqueue(now);
                return TimeSpan.Zero;
            }

            // One millisecond more: timers count whole milliseconds and would wake just before the place is free.
            return length - clock.GetElapsedTime(_sent.Peek(), now) + TimeSpan.FromMilliseconds(1);
        }
    }
}
