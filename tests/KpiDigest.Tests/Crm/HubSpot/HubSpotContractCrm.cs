using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Http;
using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using KpiDigest.Secrets;
using KpiDigest.Tests.Crm.Contract;
using NodaTime;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>HubSpot behind the contract: the built-in CRM over real HTTP, as it refuses what HubSpot refuses.</summary>
internal sealed class HubSpotContractCrm : ContractApi
{
    private const long FirstDeal = 1_000_000, FirstCompany = 5_000, FirstOwner = 100, FirstActivity = 70_000, FirstQuota = 900;

    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 0, 0);

    private static readonly PipelineRecord Pipeline = new("default", "Sales pipeline", 0, Start,
        [("qualified", "Qualified", false, 0.3m), ("proposed", "Proposed", false, 0.6m), ("won", "Won", true, 1m), ("lost", "Lost", true, 0m)]);

    private readonly SocketsHttpHandler _network = new();
    private readonly DemoCrmFaults _faults = new();
    private DemoCrmServer? _server;

    public HubSpotContractCrm() => Wire = new ContractWire(_network, () => CrmNow);

    public override string Source => "hubspot";

    public override ContractWire Wire { get; }

    public override string Secret => "demo-crm-token";

    public override IReadOnlyDictionary<string, ContractPages> Pages { get; } = new Dictionary<string, ContractPages>
    {
        ["companies"] = new(w => w.Accounts.Count, HubSpotApi.ListLimit, HubSpotApi.SearchLimit),

        // The list brings history along; a search does not, and needs one request for associations a page too.
        ["deals"] = new(w => w.Living.Count(), HubSpotApi.HistoryLimit, HubSpotApi.SearchLimit / 2) { ChangesHistorySize = HubSpotApi.HistoryLimit },
        ["meetings"] = new(w => w.Activities.Count(a => !a.IsCall), HubSpotApi.ListLimit, HubSpotApi.SearchLimit),
        ["calls"] = new(w => w.Activities.Count(a => a.IsCall), HubSpotApi.ListLimit, HubSpotApi.SearchLimit),
        ["goal_targets"] = new(w => w.Quotas.Count, HubSpotApi.ListLimit, HubSpotApi.ListLimit),
    };

    public override string DealsObject => HubSpotApi.Deals;

    public override async Task ShowAsync(ContractWorld world)
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = await DemoCrmServer.StartAsync(Data(world), 0, _faults, CancellationToken.None);
    }

    public override ICrmSource Open()
    {
        var options = new CrmOptions { Kind = "HubSpot", BaseUrl = _server!.BaseUrl.ToString(), Token = new SecretText(_server.Token), RequestsPerTenSeconds = 100_000 };
        return new HubSpotSource(options, Clock, Wire.Connect());
    }

    public override string? Id(FactKind kind, long key) => key == 0 ? null : kind switch
    {
        FactKind.Deal => Text(FirstDeal + key),
        FactKind.Account => Text(FirstCompany + key),
        FactKind.Rep => Text(FirstOwner + key),
        FactKind.Activity => (key % 3 == 0 ? HubSpotActivities.CallPrefix : HubSpotActivities.MeetingPrefix) + Text(FirstActivity + key),
        _ => Text(key),
    };

    public override string StageId(WorldStage stage) => stage.ToString().ToLowerInvariant();

    public override Task ForgetDeletedAsync()
    {
        foreach (var deal in _server!.Store.All<DealRecord>("deals").Where(d => d.ArchivedAt is not null)) _server.Store.Purge("deals", deal.Id);
        return Task.CompletedTask;
    }

    public override HttpResponseMessage TooMany(TimeSpan? retryAfter) => WireFaults.Answer(429, DemoErrors.RateLimit("TEN_SECONDLY_ROLLING"), "application/json", retryAfter);

    public override HttpResponseMessage DailyLimit() => WireFaults.Answer(429, DemoErrors.RateLimit("DAILY"), "application/json");

    public override HttpResponseMessage Unauthorized() => Of(DemoErrors.Unauthorized(expired: true));

    public override HttpResponseMessage Forbidden() => WireFaults.Answer(
        403, """{"status":"error","message":"This app hasn't been granted all required scopes.","correlationId":"1","category":"MISSING_SCOPES"}""", "application/json");

    public override FactKind ForbidOneKind()
    {
        _faults.RemoveScope("crm.objects.goals.read");
        return FactKind.Quota;
    }

    public override bool ReadsDeals(WireRequest request) =>
        request.Address.Contains("/objects/2026-09/deals?", StringComparison.Ordinal) && request.Address.Contains("propertiesWithHistory", StringComparison.Ordinal);

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _network.Dispose();
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static HttpResponseMessage Of(DemoAnswer answer) => WireFaults.Answer(answer.Status, System.Text.Encoding.UTF8.GetString(answer.Body.Span), "application/json");

    private static DemoCrmData Data(ContractWorld world) => new()
    {
        EndsAt = world.Now,
        CompanyName = "Contract",
        TimeZone = "UTC",
        Currency = "EUR",
        TeamLeads = [],
        Pipelines = [Pipeline],
        Teams = [.. world.Teams.Select(t => new TeamRecord(t.Key, t.Name))],
        Owners = [.. world.People.Select(Owner)],
        Records = new Dictionary<string, IReadOnlyList<DemoRecord>>
        {
            ["deals"] = [.. world.Deals.Where(d => d.MergedInto == 0).Select(d => Deal(d, world))],
            ["companies"] = [.. world.Accounts.Select(a => new CompanyRecord { Id = FirstCompany + a.Key, Name = a.Name, Created = a.Created, Modified = a.Modified })],
            ["meetings"] = [.. world.Activities.Where(a => !a.IsCall).Select(Meeting)],
            ["calls"] = [.. world.Activities.Where(a => a.IsCall).Select(Call)],
            ["goal_targets"] = [.. world.Quotas.Select(Goal)],
        },
    };

    private static OwnerRecord Owner(WorldPerson person) => new()
    {
        Id = FirstOwner + person.Key,
        UserId = FirstOwner + person.Key,
        FirstName = person.First,
        LastName = person.Last,
        Email = person.Email,
        TeamId = person.Team,
        Archived = !person.Active,
        Created = Start,
        Updated = Start,
    };

    private static DealRecord Deal(WorldDeal deal, ContractWorld world) => new()
    {
        Id = FirstDeal + deal.Key,
        Name = deal.Name,
        Stage = Pipeline.Stages[(int)deal.Stage],
        Amount = deal.Amount,
        Close = deal.Close is { } close ? Midday(close) : null,
        OwnerId = deal.Owner == 0 ? 0 : FirstOwner + deal.Owner,
        CompanyId = deal.Account == 0 ? 0 : FirstCompany + deal.Account,
        Created = deal.Created,
        Modified = deal.Modified,
        ArchivedAt = deal.DeletedAt,
        MergedIds = world.MergedInto(deal.Key) is { Count: > 0 } losers ? [.. losers.Select(l => FirstDeal + l)] : [],
        Entries = [.. deal.Changes.Select(Entry)],
    };

    private static KpiDigest.DemoCrm.Records.HistoryEntry Entry(WorldChange change)
    {
        var (property, value) = change.Field switch
        {
            DealField.Stage => (Tracked.Stage, DemoValue.Of(change.Value?.ToLowerInvariant())),
            DealField.Amount => (Tracked.Amount, DemoValue.Of(change.Value is null ? null : decimal.Parse(change.Value, CultureInfo.InvariantCulture))),
            DealField.Close => (Tracked.Close, DemoValue.Of(change.Value is null ? null : Midday(NodaTime.Text.LocalDatePattern.Iso.Parse(change.Value).Value))),
            _ => (Tracked.Owner, DemoValue.OfId(change.Value is null ? 0 : FirstOwner + long.Parse(change.Value, CultureInfo.InvariantCulture))),
        };
        return new KpiDigest.DemoCrm.Records.HistoryEntry(property, change.At, value, Tracked.ByUser);
    }

    private static MeetingRecord Meeting(WorldActivity activity) => new()
    {
        Id = FirstActivity + activity.Key,
        Title = ContractWorld.Mark,
        Start = activity.Start,
        End = activity.Start + Duration.FromHours(1),
        Outcome = "COMPLETED",
        OwnerId = FirstOwner + activity.Owner,
        DealId = FirstDeal + activity.Deal,
        CompanyId = FirstCompany + activity.Account,
        Created = activity.Start,
        Modified = activity.Modified,
    };

    private static CallRecord Call(WorldActivity activity) => new()
    {
        Id = FirstActivity + activity.Key,
        Title = ContractWorld.Mark,
        At = activity.Start,
        Direction = "OUTBOUND",
        Status = "COMPLETED",
        OwnerId = FirstOwner + activity.Owner,
        DealId = FirstDeal + activity.Deal,
        Created = activity.Start,
        Modified = activity.Modified,
    };

    private static GoalRecord Goal(WorldQuota quota) => new()
    {
        Id = FirstQuota + quota.Key,
        Name = $"{ContractWorld.Mark} quota",
        Target = quota.Amount,
        OwnerId = FirstOwner + quota.Person,
        Start = quota.Start.AtMidnight().InUtc().ToInstant(),
        End = quota.End.AtMidnight().InUtc().ToInstant() - Duration.FromMilliseconds(1),
        Currency = "EUR",
        Family = $"7d1c0000-0000-4000-8000-{quota.Key:d12}",
        Created = Start,
        Modified = Start,
    };

    private static Instant Midday(LocalDate date) => date.At(LocalTime.Noon).InUtc().ToInstant();
}
