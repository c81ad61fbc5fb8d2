namespace KpiDigest.Crm.Http;

/// <summary>Keeps what a login gave as long as it is good, or until its token is refused; one login at a time.</summary>
/// <param name="logIn">Logs in.</param>
/// <param name="token">The token of what it gave.</param>
/// <param name="isGood">Whether it is young enough.</param>
internal sealed class KeptLogin<T>(Func<CancellationToken, Task<T>> logIn, Func<T, string> token, Func<T, bool> isGood) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private T? _kept;

    /// <summary>What is kept; a new one where there is none, it is old, or its token is the one that was refused.</summary>
    public async ValueTask<T> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _kept is { } known && token(known) != refused && isGood(known) ? known : _kept = await logIn(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
