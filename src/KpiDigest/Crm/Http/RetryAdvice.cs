namespace KpiDigest.Crm.Http;

/// <summary>What a connector's rules say about an answer.</summary>
/// <param name="Again">Whether the same request should be made again.</param>
/// <param name="After">How long to wait first; null: exponential backoff.</param>
internal readonly record struct RetryAdvice(bool Again, TimeSpan? After = null)
{
    /// <summary>The longest wait inside a sync; whoever asks for more is told to the operator instead.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>The answer stands.</summary>
    public static RetryAdvice Stop => default;

    /// <summary>Ask again after a wait; a longer one than <see cref="LongestWait"/> is not sat out.</summary>
    public static RetryAdvice Wait(TimeSpan wait) => wait > LongestWait ? Stop : new RetryAdvice(true, wait);

    /// <summary>Ask again after exponential backoff.</summary>
    public static RetryAdvice BackOff => new(true);
}
