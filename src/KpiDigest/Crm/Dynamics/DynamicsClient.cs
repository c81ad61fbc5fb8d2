using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Dynamics;

/// <summary>
/// Dataverse's endpoints as methods: one each. Waits, retries and failures are the business of <see cref="CrmRequestHandler"/> and
/// <see cref="JsonExchange"/>, tokens that of <see cref="DynamicsLogin"/>.
/// </summary>
internal sealed class DynamicsClient : IDisposable
{
    private const string Labels = "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.lookuplogicalname\"";

    private readonly string _baseUrl;
    private readonly DynamicsLogin _login;
    private readonly HttpClient _http;
    private readonly JsonExchange _exchange;

    public DynamicsClient(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        _baseUrl = options.BaseUrl;
        transport ??= CrmNetwork.Handler();
        _login = new DynamicsLogin(options, clock, transport) { Requested = () => Requested(DynamicsApi.Metadata) };
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var budget = new RequestWindow(options.RequestsPerTenSeconds, TimeSpan.FromSeconds(10), clock);
        var settings = new CrmRequestSettings
        {
            Token = _login.TokenAsync,
            Retries = options.Retries,
            Timeout = timeout,
            Budget = _ => budget,
            Advise = DynamicsRetryRules.AdviseAsync,
            Answered = answer => ClockAhead = answer.Headers.Date is { } date ? clock.GetUtcNow() - date : ClockAhead,
        };
        _http = new HttpClient(new CrmRequestHandler(settings, clock, transport)) { BaseAddress = new Uri(DynamicsAddress.Environment(_baseUrl) + "/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("KpiDigest", typeof(DynamicsClient).Assembly.GetName().Version?.ToString(3)));
        _http.DefaultRequestHeaders.Add("OData-MaxVersion", "4.0");
        _http.DefaultRequestHeaders.Add("OData-Version", "4.0");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", "null");
        _exchange = new JsonExchange(_http, "Dynamics", DynamicsErrors.ReadAsync, timeout, clock);
    }

    /// <summary>Called at each attempt of a request with the table it is for; perhaps from several threads.</summary>
    public Action<string> Requested { get; set; } = static _ => { };

    /// <summary>Told of further pages that a list turns out to have.</summary>
    public Action<string, long> Planned { get; set; } = static (_, _) => { };

    /// <summary>How far our clock is ahead of Dataverse's, to the second, by the newest answer; zero: unknown.</summary>
    public TimeSpan ClockAhead { get; private set; }

    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken) => GetAsync(DynamicsApi.Metadata, DynamicsApi.WhoAmI, "", DynamicsJson.Default.Identity, cancellationToken);

    public Task<TableDefinition> DescribeAsync(string table, CancellationToken cancellationToken) =>
        GetAsync(DynamicsApi.Metadata, DynamicsApi.Definition(table), "", DynamicsJson.Default.TableDefinition, cancellationToken);

    /// <summary>Choices of a kind that a table has, with their options in order.</summary>
    public Task<ChoicesPage> ChoicesAsync(string table, string type, CancellationToken cancellationToken) =>
        GetAsync(DynamicsApi.Metadata, DynamicsApi.Choices(table, type), "", DynamicsJson.Default.ChoicesPage, cancellationToken);

    public Task<UserPrivileges> PrivilegesAsync(string user, CancellationToken cancellationToken) =>
        GetAsync(DynamicsApi.Metadata, DynamicsApi.Privileges(DynamicsId.Checked(user)), "", DynamicsJson.Default.UserPrivileges, cancellationToken);

    /// <summary>How many rows tables had some time in the last day, whoever asks.</summary>
    public Task<SnapshotAnswer> SnapshotAsync(IEnumerable<string> tables, CancellationToken cancellationToken) =>
        GetAsync(DynamicsApi.Metadata, DynamicsApi.Snapshot(tables), "", DynamicsJson.Default.SnapshotAnswer, cancellationToken);

    /// <summary>How many rows the user sees; never more than <see cref="DynamicsApi.MostCounted"/>.</summary>
    public Task<CountAnswer> CountAsync(TrackedTable tracked, CancellationToken cancellationToken) =>
        GetAsync(tracked.Name, OData.Count(tracked), "", DynamicsJson.Default.CountAnswer, cancellationToken);

    /// <summary>One row, to see whether the table may be read.</summary>
    public Task<TablePage> AnyAsync(SeenTable table, CancellationToken cancellationToken) => GetAsync(DynamicsApi.Metadata, OData.Any(table), "", DynamicsJson.Default.TablePage, cancellationToken);

    /// <summary>A page of rows.</summary>
    /// <param name="counted">The table it is counted for.</param>
    /// <param name="place">A query of <see cref="OData"/>, or the place that the page before names.</param>
    /// <param name="tracks">Whether it is of a load from which changes are to be told.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TablePage> PageAsync(string counted, string place, bool tracks, CancellationToken cancellationToken)
    {
        var prefer = FormattableString.Invariant($"{(tracks ? "odata.track-changes," : "")}odata.maxpagesize={DynamicsApi.PageRows},{Labels}");
        var page = await GetAsync(counted, place, prefer, DynamicsJson.Default.TablePage, cancellationToken);
        return page with { NextLink = Place(page.NextLink), DeltaLink = Place(page.DeltaLink) };
    }

    /// <summary>All pages of a query.</summary>
    public async Task<List<DynamicsRow>> RowsAsync(string counted, string query, CancellationToken cancellationToken)
    {
        var page = await PageAsync(counted, query, tracks: false, cancellationToken);
        var rows = page.Rows;
        while (page.NextLink is { } next)
        {
            Planned(counted, 1);
            page = await PageAsync(counted, next, tracks: false, cancellationToken);
            if (page.NextLink == next) throw new CrmException($"Dynamics' list of {counted} names the same page again", isTransient: true);
            rows.AddRange(page.Rows);
        }

        return rows;
    }

    public void Dispose()
    {
        _login.Dispose();
        _http.Dispose();
    }

    private string? Place(string? link) => link is null ? null : DynamicsAddress.Place(_baseUrl, link);

    private Task<T> GetAsync<T>(string counted, string path, string prefer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        return _exchange.SendAsync(Request, type, cancellationToken);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (prefer.Length > 0) request.Headers.Add("Prefer", prefer);
            request.Options.Set(CrmRequestHandler.Attempted, () => Requested(counted));
            return request;
        }
    }
}
