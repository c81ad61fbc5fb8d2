using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>Faults a test wants to see, and what the server saw; none by default. Every member may be called from any thread.</summary>
internal sealed class DemoCrmFaults
{
    private readonly Lock _gate = new();
    private readonly List<DemoRequest> _requests = [];
    private readonly Dictionary<int, DemoFault> _byNumber = [];
    private readonly Queue<DemoFault> _next = [];
    private readonly HashSet<string> _missingScopes = new(StringComparer.Ordinal);
    private int _expiresAfter = int.MaxValue;

    /// <summary>Asked at each request; an answer that is not null is what goes wrong with it.</summary>
    public Func<DemoRequest, DemoFault?>? OnRequest { get; set; }

    /// <summary>Whether more than 5 searches a second and more than <see cref="BurstLimit"/> other requests in ten seconds are answered with 429.</summary>
    public bool EnforceRates { get; set; }

    /// <summary>Requests in any ten seconds; searches have a limit of their own.</summary>
    public int BurstLimit { get; set; } = 190;

    /// <summary>The clock of the rates.</summary>
    public TimeProvider RateClock { get; set; } = TimeProvider.System;

    /// <summary>How far the search index lags behind writes.</summary>
    public Duration SearchLag { get; set; } = Duration.Zero;

    /// <summary>Requests seen so far.</summary>
    public int RequestCount
    {
        get
        {
            lock (_gate) return _requests.Count;
        }
    }

    /// <summary>Requests seen so far: a copy.</summary>
    public IReadOnlyList<DemoRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>The request of this number (1 for the first the server sees) goes wrong.</summary>
    public void FailAt(int number, DemoFault fault)
    {
        lock (_gate) _byNumber[number] = fault;
    }

    /// <summary>The next requests go wrong.</summary>
    public void FailNext(DemoFault fault, int count = 1)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++) _next.Enqueue(fault);
        }
    }

    /// <summary>The next requests are answered with 429.</summary>
    public void Storm(int count, string policy = "TEN_SECONDLY_ROLLING", int? retryAfterSeconds = null) => FailNext(DemoFault.TooMany(policy, retryAfterSeconds), count);

    /// <summary>The token serves this many more requests, then it has expired.</summary>
    public void ExpireTokenAfter(int requests)
    {
        lock (_gate) _expiresAfter = _requests.Count + requests;
    }

    /// <summary>The token is good again.</summary>
    public void RenewToken()
    {
        lock (_gate) _expiresAfter = int.MaxValue;
    }

    /// <summary>The token loses a scope.</summary>
    public void RemoveScope(string scope)
    {
        lock (_gate) _missingScopes.Add(scope);
    }

    /// <summary>The token gets a scope back.</summary>
    public void GrantScope(string scope)
    {
        lock (_gate) _missingScopes.Remove(scope);
    }

    /// <summary>Whether the token has this scope.</summary>
    internal bool HasScope(string scope)
    {
        lock (_gate) return !_missingScopes.Contains(scope);
    }

    /// <summary>Whether the token had expired when this request came.</summary>
    internal bool IsExpired(DemoRequest request)
    {
        lock (_gate) return request.Number > _expiresAfter;
    }

    /// <summary>Writes a request down.</summary>
    internal DemoRequest Note(string method, string path, string query, string body)
    {
        lock (_gate)
        {
            var request = new DemoRequest(_requests.Count + 1, method, path, query, body);
            _requests.Add(request);
            return request;
        }
    }

    /// <summary>What goes wrong with a request; null: nothing.</summary>
    internal DemoFault? For(DemoRequest request)
    {
        if (OnRequest?.Invoke(request) is { } wanted) return wanted;
        lock (_gate) return _byNumber.Remove(request.Number, out var fault) || _next.TryDequeue(out fault) ? fault : null;
    }
}
