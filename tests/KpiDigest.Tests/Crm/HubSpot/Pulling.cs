using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>A source over <see cref="FakeHubSpot"/>, with cursors kept as the sync keeps them.</summary>
internal sealed class Pulling : IDisposable
{
    public FakeHubSpot Hub { get; } = new();

    public ImpatientClock Clock { get; } = new();

    public Dictionary<string, string> Cursors { get; } = [];

    public CrmOptions Options { get; } = new() { Kind = "HubSpot", Token = new SecretText(FakeHubSpot.RightToken) };

    public SilentProgress Progress { get; } = new();

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public CrmAccount? Account { get; private set; }

    public HubSpotSource Source() => new(Options, Clock, new Undisposed(Hub));

    public async Task<CrmAccount> OpenAsync()
    {
        using var source = Source();
        return await source.OpenAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A page's cursor is kept once the page is.</summary>
    public async Task<List<FactPage>> PullAsync(bool full = false, Func<FactPage, bool>? stopAfter = null)
    {
        using var source = Source();
        Account = await source.OpenAsync(TestContext.Current.CancellationToken);
        var pages = new List<FactPage>();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(Cursors), full, Progress, TestContext.Current.CancellationToken))
        {
            pages.Add(page);
            if (page.Cursor is { } cursor) Cursors[page.Object] = cursor;
            if (stopAfter?.Invoke(page) == true) break;
        }

        Warnings = source.Warnings;
        return pages;
    }

    public void Dispose() => Hub.Dispose();

    /// <summary>Keeps the fake alive when a client over it is disposed.</summary>
    private sealed class Undisposed(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
