using System.Collections.Concurrent;

namespace KpiDigest.Tests.Crm.Contract;

/// <summary>
/// The network between a connector and its stub: counts what passes, sets the clock of the answers and fails where a test wants it to,
/// in ways that are no vendor's own.
/// </summary>
internal sealed class ContractWire(HttpMessageHandler stub, Func<DateTimeOffset> crmNow)
{
    private readonly HttpMessageInvoker _stub = new(stub, disposeHandler: false);
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private int _count;

    public IReadOnlyCollection<WireRequest> Requests => _requests;

    /// <summary>What goes wrong with a request; null: nothing. May be called from any thread.</summary>
    public Func<WireRequest, WireFault?> Fault { get; set; } = static _ => null;

    /// <summary>A handler for one client, which may dispose it.</summary>
    public HttpMessageHandler Connect() => new Line(this);

    public void Forget() => _requests.Clear();

    private async Task<HttpResponseMessage> PassAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var request = new WireRequest(Interlocked.Increment(ref _count), message.Method.Method, message.RequestUri!.PathAndQuery);
        _requests.Enqueue(request);
        var response = Fault(request) is { } fault ? await fault(message, () => _stub.SendAsync(message, cancellationToken)) : await _stub.SendAsync(message, cancellationToken);
        response.RequestMessage = message;
        response.Headers.Date = crmNow();
        return response;
    }

    private sealed class Line(ContractWire wire) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => wire.PassAsync(request, cancellationToken);
    }
}

/// <summary>A request as it passed, attempts counted one by one.</summary>
internal sealed record WireRequest(int Number, string Method, string Address);

/// <summary>Answers instead of the stub, or with what the stub says.</summary>
internal delegate Task<HttpResponseMessage> WireFault(HttpRequestMessage request, Func<Task<HttpResponseMessage>> stub);
