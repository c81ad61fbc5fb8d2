using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KpiDigest.Crm.Http;
using NodaTime;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// Pipedrive's endpoints as methods: one each. Waits, retries and failures are the business of <see cref="CrmRequestHandler"/> and
/// <see cref="JsonExchange"/>.
/// </summary>
internal sealed class PipedriveClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly JsonExchange _exchange;

    public PipedriveClient(CrmOptions options, TimeProvider clock, HttpMessageHandler? transport = null)
    {
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);

        // Pipedrive counts bursts in two seconds, not in ten.
        var budget = new RequestWindow(Math.Max(1, options.RequestsPerTenSeconds / 5), TimeSpan.FromSeconds(2), clock);
        var settings = new CrmRequestSettings
        {
            Token = CrmRequestSettings.Configured(options.Token),
            TokenHeader = CrmRequestHandler.ApiToken,
            Retries = options.Retries,
            Timeout = timeout,
            Budget = _ => budget,
            Advise = PipedriveRetryRules.AdviseAsync,
            Answered = answer => Note(answer, clock),
        };
        _http = new HttpClient(new CrmRequestHandler(settings, clock, transport ?? CrmNetwork.Handler())) { BaseAddress = new Uri(options.BaseUrl.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("KpiDigest", typeof(PipedriveClient).Assembly.GetName().Version?.ToString(3)));
        _exchange = new JsonExchange(_http, "Pipedrive", new PipedriveErrors(clock).ReadAsync, timeout, clock);
    }

    /// <summary>Called at each attempt of a request with the object it is for.</summary>
    public Action<string> Requested { get; set; } = static _ => { };

    /// <summary>How far our clock is ahead of Pipedrive's, to the second, by the newest answer; zero: unknown.</summary>
    public TimeSpan ClockAhead { get; private set; }

    /// <summary>Tokens left of the day's, by the newest answer; null: not stated.</summary>
    public long? DailyLeft { get; private set; }

    /// <summary>Tokens that the company has a day; null: not stated.</summary>
    public long? DailyTokens { get; private set; }

    public async Task<PipedriveUser> MeAsync(CancellationToken cancellationToken) =>
        (await GetAsync(PipedriveApi.Metadata, PipedriveApi.Me, PipedriveJson.Default.PipedriveAnswerPipedriveUser, cancellationToken)).Data ?? throw new CrmException("Pipedrive does not say whose token it is; check Crm:Token", isTransient: false);

    public async Task<List<PipedriveUser>> UsersAsync(CancellationToken cancellationToken) =>
        (await GetAsync("users", PipedriveApi.Users, PipedriveJson.Default.PipedriveAnswerListPipedriveUser, cancellationToken)).Data ?? [];

    public async Task<List<PipedriveTeam>> TeamsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("teams", PipedriveApi.Teams, PipedriveJson.Default.PipedriveAnswerListPipedriveTeam, cancellationToken)).Data ?? [];

    public async Task<List<PipedriveRow>> ActivityTypesAsync(CancellationToken cancellationToken) => (await RowsAsync(PipedriveApi.Metadata, PipedriveApi.ActivityTypes, cancellationToken)).Data ?? [];

    public async Task<List<PipedriveRow>> CurrenciesAsync(CancellationToken cancellationToken) => (await RowsAsync(PipedriveApi.Metadata, PipedriveApi.Currencies, cancellationToken)).Data ?? [];

    /// <summary>Goals for won deals, of everybody: without the filter only the token's own user's would come.</summary>
    public async Task<List<PipedriveGoal>> GoalsAsync(bool active, CancellationToken cancellationToken)
    {
        var address = $"{PipedriveApi.Goals}?type.name={PipedriveGoals.Type}&is_active={(active ? "true" : "false")}";
        return (await GetAsync("goals", address, PipedriveJson.Default.PipedriveAnswerGoalList, cancellationToken)).Data?.Goals ?? [];
    }

    /// <summary>Definitions of the fields of deals or organisations.</summary>
    public async Task<List<FieldDefinition>> FieldsAsync(string path, CancellationToken cancellationToken)
    {
        var all = new List<FieldDefinition>();
        string? cursor = null;
        do
        {
            var list = new PipedriveList(path) { Cursor = cursor };
            var answer = await GetAsync(PipedriveApi.Metadata, list.Address, PipedriveJson.Default.PipedriveAnswerListFieldDefinition, cancellationToken, isWhole: true);
            all.AddRange(answer.Data!);
            cursor = PipedrivePage.Behind(answer.AdditionalData?.NextCursor, cursor, path);
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>A page of a list of version 2.</summary>
    public async Task<PipedrivePage> PageAsync(string counted, PipedriveList list, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(counted, list.Address, PipedriveJson.Default.PipedriveAnswerListPipedriveRow, cancellationToken, isWhole: true);
        return new PipedrivePage(answer.Data!, PipedrivePage.Behind(answer.AdditionalData?.NextCursor, list.Cursor, counted));
    }

    /// <summary>A page of leads; the place of the next one is the number of its first lead.</summary>
    public async Task<PipedrivePage> LeadsAsync(string counted, string path, Instant? since, string? start, CancellationToken cancellationToken, int limit = PipedriveApi.PageRows)
    {
        var changed = since is { } at ? $"&updated_since={Uri.EscapeDataString(NodaTime.Text.InstantPattern.General.Format(at))}" : "";
        var answer = await RowsAsync(counted, string.Create(CultureInfo.InvariantCulture, $"{path}?start={start ?? "0"}&limit={limit}&sort=update_time%20ASC{changed}"), cancellationToken);
        var next = answer.AdditionalData?.Pagination is { MoreItemsInCollection: true, NextStart: { } from } ? from.ToString(CultureInfo.InvariantCulture) : null;
        return new PipedrivePage(answer.Data ?? [], PipedrivePage.Behind(next, start, counted));
    }

    /// <summary>A page of a deal's log of changes, newest first.</summary>
    public async Task<PipedrivePage> ChangelogAsync(string deal, string? cursor, CancellationToken cancellationToken)
    {
        var after = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
        var answer = await RowsAsync(PipedriveApi.ChangelogName, string.Create(CultureInfo.InvariantCulture, $"{PipedriveApi.Changelog(deal)}?limit={PipedriveApi.PageRows}{after}"), cancellationToken);
        return new PipedrivePage(answer.Data ?? [], PipedrivePage.Behind(answer.AdditionalData?.NextCursor, cursor, PipedriveApi.ChangelogName));
    }

    public void Dispose() => _http.Dispose();

    private void Note(HttpResponseMessage answer, TimeProvider clock)
    {
        if (answer.Headers.Date is { } date) ClockAhead = clock.GetUtcNow() - date;
        if (PipedriveLimits.DailyLeft(answer) is { } left) DailyLeft = left;
        if (PipedriveLimits.DailyTokens(answer) is { } tokens) DailyTokens = tokens;
    }

    private Task<PipedriveAnswer<List<PipedriveRow>>> RowsAsync(string counted, string address, CancellationToken cancellationToken) =>
        GetAsync(counted, address, PipedriveJson.Default.PipedriveAnswerListPipedriveRow, cancellationToken);

    /// <param name="counted">The object it is for.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="type">What the answer is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="isWhole">Whether <c>data</c> must be there.</param>
    private Task<PipedriveAnswer<T>> GetAsync<T>(string counted, string address, JsonTypeInfo<PipedriveAnswer<T>> type, CancellationToken cancellationToken, bool isWhole = false)
    {
        return _exchange.SendAsync(Request, Read, cancellationToken);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Options.Set(CrmRequestHandler.Attempted, () => Requested(counted));
            return request;
        }

        async Task<PipedriveAnswer<T>> Read(HttpResponseMessage response, Stream body, CancellationToken stop)
        {
            var answer = await JsonSerializer.DeserializeAsync(body, type, stop) ?? throw new JsonException("the answer is null");
            if (!answer.Success) throw PipedriveErrors.Failed(response);
            return answer.Data is null && isWhole ? throw new InvalidDataException("there is no data in it") : answer;
        }
    }
}
