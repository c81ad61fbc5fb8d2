namespace KpiDigest.Delivery.Smtp;

/// <summary>Idle connections, last used first. What idles longer than the limit is closed.</summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<SmtpConnection> _idle = [];
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly ITimer _timer;
    private bool _closed;

    public SmtpPool(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limit = limit;
        _timer = time.CreateTimer(_ => _ = CloseAsync(TakeOld()), null, limit, limit / 2);
    }

    /// <summary>A connection that was used before, or null.</summary>
    public SmtpConnection? Rent()
    {
        lock (_gate)
        {
            if (_idle.Count == 0 || IsOld(_idle[^1])) return null;
            var connection = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return connection;
        }
    }

    public async ValueTask ReturnAsync(SmtpConnection connection)
    {
        lock (_gate)
        {
            if (connection.Reusable && !_closed)
            {
                connection.IdleSince = _time.GetTimestamp();
                _idle.Add(connection);
                return;
            }
        }

        await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        SmtpConnection[] all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _idle];
            _idle.Clear();
        }

        await CloseAsync(all);
    }

    private static Task CloseAsync(IEnumerable<SmtpConnection> connections) => Task.WhenAll(connections.Select(c => c.DisposeAsync().AsTask()));

    private bool IsOld(SmtpConnection connection) => _time.GetElapsedTime(connection.IdleSince) >= _limit;

    private SmtpConnection[] TakeOld()
    {
        lock (_gate)
        {
            var old = _idle.Where(IsOld).ToArray();
            _idle.RemoveAll(IsOld);
            return old;
        }
    }
}
