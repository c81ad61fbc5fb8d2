using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Secrets;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>A source over <see cref="FakeSalesforce"/>, with cursors kept as the sync keeps them.</summary>
internal sealed class Pulling : IDisposable
{
    public Pulling()
    {
        Fake = new FakeSalesforce(Clock);
        FillOrganization(Fake);
    }

    public ImpatientClock Clock { get; } = new();

    public FakeSalesforce Fake { get; }

    public Dictionary<string, string> Cursors { get; } = [];

    public CrmOptions Options { get; } = Usual();

    public SilentProgress Progress { get; } = new();

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public CrmAccount? Account { get; private set; }

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    public static CrmOptions Usual() => new()
    {
        Kind = "Salesforce",
        BaseUrl = FakeSalesforce.Login,
        RequestsPerTenSeconds = 100_000,
        Salesforce = new SalesforceOptions { ConsumerKey = FakeSalesforce.Key, ConsumerSecret = new SecretText(FakeSalesforce.Secret) },
    };

    public static void FillOrganization(FakeSalesforce fake)
    {
        fake.Add(SalesforceApi.Organization, "00D5g000001abcDEAQ").Set("TimeZoneSidKey", "UTC").Set("DefaultCurrencyIsoCode", "EUR")
            .Set("DefaultOpportunityAccess", "None").Set("DefaultAccountAccess", "None").Set("DefaultLeadAccess", "None");
        fake.Add("UserPermissionAccess", "0000000000000000AA").Set("PermissionsViewAllData", true);

        // Of a deal that is not there any more: that owners are tracked is known by it.
        fake.Add(SalesforceApi.OpportunityFieldHistory, "017000000000000999").Set("OpportunityId", "006999999999999AAA").Set("Field", "Owner");
    }

    public SalesforceSource Source() => new(Options, Clock, new Line(Fake));

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

    public void Dispose() => Fake.Dispose();

    /// <summary>Keeps the fake alive when a client over it is disposed; stamps answers with the fake's clock.</summary>
    private sealed class Line(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.SendAsync(request, cancellationToken);
    }
}
