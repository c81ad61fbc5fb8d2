using KpiDigest.Delivery;

namespace KpiDigest.Outbox;

/// <summary>
/// Keeps a worker, over all its connections, under <c>Mail:PerMinute</c>: mails leave evenly, and after a rest no more at once than one
/// second's share (at least one).
/// </summary>
internal sealed class SendingRate(MailOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _turns = double.MaxValue;
    private long _filledAt = time.GetTimestamp();

    private double PerSecond => options.PerMinute / 60.0;

    /// <summary>Waits until one more mail may leave, and takes that turn.</summary>
    public async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        while (!TryTake(out var wait)) await Task.Delay(wait, time, cancellationToken);
    }

    /// <summary>Takes a turn, or says how long it is until there may be one.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (options.PerMinute == 0) return true;
        lock (_gate)
        {
            Fill();
            if (_turns >= 1)
            {
                _turns--;
                return true;
            }

            wait = TimeSpan.FromMilliseconds(Math.Ceiling((1 - _turns) / PerSecond * 1000));
            return false;
        }
    }

    /// <summary>The turn was not used: there was no mail.</summary>
    public void GiveBack()
    {
        lock (_gate) _turns++;
    }

    private void Fill()
    {
        _turns = Math.Min(Math.Max(1, PerSecond), _turns + (time.GetElapsedTime(_filledAt).TotalSeconds * PerSecond));
        _filledAt = time.GetTimestamp();
    }
}
