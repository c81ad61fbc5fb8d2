namespace KpiDigest.Outbox;

/// <summary>Keeps a worker from trying every mail on a channel that does not work, such as one that refuses the login: 5 s, 10 s … up to 2 minutes.</summary>
internal sealed class ChannelPause(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private int _faults;
    private long _since;
    private TimeSpan _length;

    public bool IsOn
    {
        get
        {
            lock (_gate) return time.GetElapsedTime(_since) < _length;
        }
    }

    /// <summary>Faults that come while the pause is on belong to the one that began it, unless the server names a longer one.</summary>
    /// <param name="named">How long the server wants to be left alone; null: it did not say.</param>
    public void Fault(TimeSpan? named)
    {
        lock (_gate)
        {
            if (named > _length - time.GetElapsedTime(_since)) (_since, _length) = (time.GetTimestamp(), named.Value);
            if (time.GetElapsedTime(_since) < _length) return;
            _length = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_faults++, 10))));
            _since = time.GetTimestamp();
        }
    }

    public void Works()
    {
        lock (_gate) (_faults, _length) = (0, TimeSpan.Zero);
    }
}
