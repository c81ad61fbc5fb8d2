namespace KpiDigest.DemoCrm;

/// <summary>An in-process server on a loopback port that speaks HubSpot's API and refuses what HubSpot would refuse.</summary>
internal sealed class DemoCrmServer : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    public Uri BaseUrl => throw new NotImplementedException();

    /// <summary>The bearer token it accepts.</summary>
    public string Token => throw new NotImplementedException();

    /// <summary>Starts serving; port 0 takes a free one.</summary>
    public static Task<DemoCrmServer> StartAsync(DemoCrmData data, int port, DemoCrmFaults? faults, CancellationToken cancellationToken) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
