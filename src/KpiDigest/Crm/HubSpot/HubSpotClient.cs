using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.HubSpot;

/// <summary>
/// HubSpot's endpoints as methods: one each, with request and page records. Waits, retries and failures are the business of
/// <see cref="CrmRequestHandler"/> and <see cref="JsonExchange"/>.
/// </summary>
internal sealed class HubSpotClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly JsonExchange _exchange;

    public HubSpotClient(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var burst = new RequestWindow(options.RequestsPerTenSeconds, TimeSpan.FromSeconds(10), clock);
        var search = new RequestWindow(options.SearchesPerSecond, TimeSpan.FromSeconds(1), clock);
        var settings = new CrmRequestSettings
        {
            Token = CrmRequestSettings.Configured(options.Token),
            Retries = options.Retries,
            Timeout = timeout,
            Budget = request => request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal) ? search : burst,
            Advise = new HubSpotRetryRules(clock).AdviseAsync,
            Answered = answer => ClockAhead = answer.Headers.Date is { } date ? clock.GetUtcNow() - date : ClockAhead,
        };
        Errors = new HubSpotErrors(clock);
        _http = new HttpClient(new CrmRequestHandler(settings, clock, transport ?? CrmNetwork.Handler()))
        {
            BaseAddress = new Uri(options.BaseUrl.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("KpiDigest", typeof(HubSpotClient).Assembly.GetName().Version?.ToString(3)));
        _exchange = new JsonExchange(_http, "HubSpot", Errors.ReadAsync, timeout, clock);
    }

    /// <summary>Turns refusals into messages.</summary>
    public HubSpotErrors Errors { get; }

    /// <summary>Called at each attempt of a request with the object it is for; perhaps from several threads.</summary>
    public Action<string> Requested { get; set; } = static _ => { };

    /// <summary>How far our clock is ahead of HubSpot's, to the second, by the newest answer; zero: unknown.</summary>
    public TimeSpan ClockAhead { get; private set; }

    public Task<AccountDetails> AccountAsync(CancellationToken cancellationToken) => GetAsync("account", HubSpotApi.Account, HubSpotJson.Default.AccountDetails, cancellationToken);

    public Task<PropertyList> PropertiesAsync(string objectType, CancellationToken cancellationToken) =>
        GetAsync("properties", HubSpotApi.Properties(objectType), HubSpotJson.Default.PropertyList, cancellationToken);

    public Task<PipelineList> DealPipelinesAsync(CancellationToken cancellationToken) =>
        GetAsync("pipelines", HubSpotApi.DealPipelines, HubSpotJson.Default.PipelineList, cancellationToken);

    public Task<TeamList> TeamsAsync(CancellationToken cancellationToken) => GetAsync("teams", HubSpotApi.Teams, HubSpotJson.Default.TeamList, cancellationToken);

    public Task<OwnerPage> OwnersAsync(bool archived, string? after, CancellationToken cancellationToken) =>
        GetAsync("owners", $"{HubSpotApi.Owners}?limit={HubSpotApi.OwnerLimit}&archived={Flag(archived)}{After(after)}", HubSpotJson.Default.OwnerPage, cancellationToken);

    /// <summary>A page of a list, in order of id.</summary>
    public Task<ObjectPage> ListAsync(ListRequest list, CancellationToken cancellationToken) =>
        GetAsync(list.Archived ? TrackedObject.ArchivedNameOf(list.ObjectType) : list.ObjectType, HubSpotApi.List(list.ObjectType) + list.Query, HubSpotJson.Default.ObjectPage, cancellationToken);

    /// <summary>A page of a search; <c>total</c> counts all that match, up to 10,000 can be paged.</summary>
    public Task<ObjectPage> SearchAsync(string objectType, SearchRequest search, CancellationToken cancellationToken) =>
        PostAsync(objectType, HubSpotApi.Search(objectType), search, HubSpotJson.Default.SearchRequest, HubSpotJson.Default.ObjectPage, cancellationToken);

    /// <summary>How many living objects there are; null: HubSpot does not say.</summary>
    public async Task<long?> TotalAsync(string objectType, CancellationToken cancellationToken) =>
        (await SearchAsync(objectType, new SearchRequest([], [HubSpotApi.ObjectId], [HubSpotApi.ObjectId], 1), cancellationToken)).Total;

    /// <summary>Objects by id with history; merged ids answer with the survivor, unknown ones not at all.</summary>
    public Task<ObjectPage> BatchReadAsync(string objectType, BatchReadRequest batch, CancellationToken cancellationToken) =>
        PostAsync(objectType, HubSpotApi.BatchRead(objectType), batch, HubSpotJson.Default.BatchReadRequest, HubSpotJson.Default.ObjectPage, cancellationToken);

    /// <summary>Associated objects by id; objects without any do not appear.</summary>
    public Task<AssociationAnswer> AssociationsAsync(string from, string to, AssociationRequest batch, CancellationToken cancellationToken) =>
        PostAsync(from, HubSpotApi.Associations(from, to), batch, HubSpotJson.Default.AssociationRequest, HubSpotJson.Default.AssociationAnswer, cancellationToken);

    /// <summary>Who shares in the amounts of deals, by deal id.</summary>
    public Task<DealSplitAnswer> DealSplitsAsync(AssociationRequest batch, CancellationToken cancellationToken) =>
        PostAsync(HubSpotApi.Deals, HubSpotApi.DealSplits, batch, HubSpotJson.Default.AssociationRequest, HubSpotJson.Default.DealSplitAnswer, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static string Flag(bool value) => value ? "true" : "false";

    private static string After(string? after) => after is null ? "" : $"&after={Uri.EscapeDataString(after)}";

    private Task<T> GetAsync<T>(string objectType, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _exchange.SendAsync(() => Request(HttpMethod.Get, objectType, path), type, cancellationToken);

    private Task<T> PostAsync<TBody, T>(string objectType, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        // Buffered, so that the same request can be sent again.
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, bodyType);
        return _exchange.SendAsync(Make, type, cancellationToken);

        HttpRequestMessage Make()
        {
            var request = Request(HttpMethod.Post, objectType, path);
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            return request;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string objectType, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Options.Set(CrmRequestHandler.Attempted, () => Requested(objectType));
        return request;
    }
}
