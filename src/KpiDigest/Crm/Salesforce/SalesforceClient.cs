using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// Salesforce's endpoints as methods: one each. Waits, retries and failures are the business of <see cref="CrmRequestHandler"/> and
/// <see cref="JsonExchange"/>, tokens that of <see cref="SalesforceLogin"/>.
/// </summary>
internal sealed class SalesforceClient : IDisposable
{
    private readonly HttpMessageHandler _transport;
    private readonly SalesforceLogin _login;
    private readonly HttpClient _http;
    private readonly JsonExchange _exchange;
    private string _version = "";

    public SalesforceClient(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        _transport = transport ?? Network();
        _login = new SalesforceLogin(options, clock, _transport) { Requested = () => Requested(SalesforceApi.Metadata) };
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var budget = new RequestWindow(options.RequestsPerTenSeconds, TimeSpan.FromSeconds(10), clock);
        var settings = new CrmRequestSettings
        {
            Token = async (refused, stop) => (await _login.SessionAsync(refused, stop)).Token,
            Retries = options.Retries,
            Timeout = timeout,
            Budget = _ => budget,
            Advise = SalesforceRetryRules.AdviseAsync,
            Answered = answer => ClockAhead = answer.Headers.Date is { } date ? clock.GetUtcNow() - date : ClockAhead,
        };
        _http = new HttpClient(new CrmRequestHandler(settings, clock, _transport)) { BaseAddress = new Uri(options.BaseUrl.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("KpiDigest", typeof(SalesforceClient).Assembly.GetName().Version?.ToString(3)));
        _http.DefaultRequestHeaders.Add("Sforce-Query-Options", $"batchSize={SalesforceApi.PageRows}");
        _exchange = new JsonExchange(_http, "Salesforce", SalesforceErrors.ReadAsync, timeout, clock);
    }

    /// <summary>Called at each attempt of a request with the object it is for; perhaps from several threads.</summary>
    public Action<string> Requested { get; set; } = static _ => { };

    /// <summary>Told of further pages that a query turns out to have.</summary>
    public Action<string, long> Planned { get; set; } = static (_, _) => { };

    /// <summary>How far our clock is ahead of Salesforce's, to the second, by the newest answer; zero: unknown.</summary>
    public TimeSpan ClockAhead { get; private set; }

    /// <summary>Logs in and chooses the API's version: ours, or the newest that is served.</summary>
    public async Task<SalesforceSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var served = await GetAsync(SalesforceApi.Metadata, SalesforceApi.Versions, SalesforceJson.Default.ListServedVersion, cancellationToken);
        var newest = served.Max(v => decimal.TryParse(v.Version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0);
        if (newest == 0) throw new CrmException("Salesforce names no version of its API; check Crm:BaseUrl", isTransient: false);
        _version = string.Create(CultureInfo.InvariantCulture, $"services/data/v{Math.Min(newest, SalesforceApi.NewestVersion):0.0}/");
        return await _login.SessionAsync(null, cancellationToken);
    }

    public Task<ObjectDescription> DescribeAsync(string objectType, CancellationToken cancellationToken) =>
        GetAsync(SalesforceApi.Metadata, $"{_version}sobjects/{objectType}/describe", SalesforceJson.Default.ObjectDescription, cancellationToken);

    /// <summary>The first page of a query over what lives and what is in the recycle bin or archived.</summary>
    /// <param name="counted">The object it is for.</param>
    /// <param name="soql">The query.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<QueryPage> QueryAllAsync(string counted, string soql, CancellationToken cancellationToken) => AskAsync("queryAll", counted, soql, cancellationToken);

    /// <summary>A further page, at the path that the page before names.</summary>
    public Task<QueryPage> NextAsync(string counted, string nextRecordsUrl, CancellationToken cancellationToken)
    {
        // The token goes with it: only to where the data is.
        var isPath = nextRecordsUrl.StartsWith("/services/data/", StringComparison.Ordinal) && !nextRecordsUrl.Contains("..", StringComparison.Ordinal);
        if (!isPath) throw new CrmException($"Salesforce names a next page that is no path of its API: '{Excerpt.Of(nextRecordsUrl)}'", isTransient: true);
        return GetAsync(counted, nextRecordsUrl[1..], SalesforceJson.Default.QueryPage, cancellationToken);
    }

    /// <summary>All pages of a query.</summary>
    /// <param name="counted">The object it is for.</param>
    /// <param name="soql">The query.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="archived">Also over what is in the recycle bin or archived.</param>
    public async Task<List<SalesforceRow>> RowsAsync(string counted, string soql, CancellationToken cancellationToken, bool archived = false)
    {
        var page = await AskAsync(archived ? "queryAll" : "query", counted, soql, cancellationToken);
        var rows = page.Records;
        if (!page.Done) Planned(counted, Math.Max(0, (page.TotalSize + SalesforceApi.PageRows - 1) / SalesforceApi.PageRows - 1));
        while (!page.Done && page.NextRecordsUrl is { } next)
        {
            page = await NextAsync(counted, next, cancellationToken);
            if (page.NextRecordsUrl == next) throw new CrmException($"Salesforce's query of {counted} names the same page again", isTransient: true);
            rows.AddRange(page.Records);
        }

        return rows;
    }

    /// <summary>A job of the Bulk API that reads what lives and what is archived. Made twice, it would only be read once.</summary>
    public Task<QueryJob> CreateJobAsync(string counted, string soql, CancellationToken cancellationToken)
    {
        var job = JsonSerializer.Serialize(new QueryJobRequest("queryAll", soql), SalesforceJson.Default.QueryJobRequest);
        return SendAsync(
            counted,
            session => new HttpRequestMessage(HttpMethod.Post, new Uri(session.Instance, $"{_version}jobs/query")) { Content = new StringContent(job, Encoding.UTF8, "application/json") },
            request => _exchange.SendAsync(request, SalesforceJson.Default.QueryJob, cancellationToken),
            cancellationToken);
    }

    /// <summary>How far a job is.</summary>
    public Task<QueryJob> JobAsync(string counted, string job, CancellationToken cancellationToken) => GetAsync(counted, JobPath(job), SalesforceJson.Default.QueryJob, cancellationToken);

    /// <summary>A set of a complete job's results; null: the first.</summary>
    public Task<SalesforceResults> ResultsAsync(string counted, string job, string? set, IReadOnlyList<string> select, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{JobPath(job)}/results?maxRecords={SalesforceApi.SetRows}") + (set is null ? "" : $"&locator={Uri.EscapeDataString(set)}");
        return SendAsync(
            counted,
            session => new HttpRequestMessage(HttpMethod.Get, new Uri(session.Instance, path)) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/csv") } } },
            request => _exchange.SendAsync(request, (answer, body, stop) => SalesforceResults.ReadAsync(answer, body, select, stop), cancellationToken),
            cancellationToken);
    }

    public void Dispose()
    {
        _login.Dispose();
        _http.Dispose();
    }

    private Task<QueryPage> AskAsync(string resource, string counted, string soql, CancellationToken cancellationToken) =>
        GetAsync(counted, $"{_version}{resource}?q={Uri.EscapeDataString(soql)}", SalesforceJson.Default.QueryPage, cancellationToken);

    private string JobPath(string job) => SalesforceId.Fits(job)
        ? $"{_version}jobs/query/{job}"
        : throw new CrmException($"Salesforce gave a job an id that is none: '{Excerpt.Of(job, 40)}'", isTransient: true);

    private Task<T> GetAsync<T>(string counted, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(
            counted, session => new HttpRequestMessage(HttpMethod.Get, new Uri(session.Instance, path)), request => _exchange.SendAsync(request, type, cancellationToken), cancellationToken);

    private async Task<T> SendAsync<T>(
        string counted, Func<SalesforceSession, HttpRequestMessage> make, Func<Func<HttpRequestMessage>, Task<T>> send, CancellationToken cancellationToken)
    {
        var session = await _login.SessionAsync(null, cancellationToken);
        return await send(Request);

        HttpRequestMessage Request()
        {
            var request = make(session);
            request.Options.Set(CrmRequestHandler.Attempted, () => Requested(counted));
            return request;
        }
    }

    private static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(20),
    };
}
