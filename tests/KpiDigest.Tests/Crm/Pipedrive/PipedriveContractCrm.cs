using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>Pipedrive behind the contract: <see cref="FakePipedrive"/> filled from the neutral world.</summary>
internal sealed class PipedriveContractCrm : ContractApi
{
    private const long FirstDeal = 10_000, FirstAccount = 5_000, FirstUser = 100, FirstActivity = 700_000, FirstTeam = 40;

    private static readonly Dictionary<WorldStage, (string Stage, string Status)> Stages = new()
    {
        [WorldStage.Qualified] = ("7", "open"),
        [WorldStage.Proposed] = ("8", "open"),
        [WorldStage.Won] = ("2:won", "won"),
        [WorldStage.Lost] = ("2:lost", "lost"),
    };

    private readonly Far _far = new();

    public PipedriveContractCrm() => Wire = new ContractWire(_far, () => CrmNow);

    public CrmOptions Options { get; } = Pulling.Usual();

    public override string Source => "pipedrive";

    /// <summary>Its times know no fraction of a second.</summary>
    public override DateTimeOffset CrmNow => DateTimeOffset.FromUnixTimeSeconds(base.CrmNow.ToUnixTimeSeconds());

    public override ContractWire Wire { get; }

    public override string Secret => FakePipedrive.Token;

    public override IReadOnlyDictionary<string, ContractPages> Pages { get; } = new Dictionary<string, ContractPages>
    {
        [PipedriveApi.OrganizationsName] = new(w => w.Accounts.Count, PipedriveApi.PageRows, PipedriveApi.PageRows),
        [PipedriveApi.DealsName] = new(w => w.Living.Count(), PipedriveApi.PageRows, PipedriveApi.PageRows),
        [PipedriveApi.ArchivedName] = new(_ => 0, PipedriveApi.PageRows, PipedriveApi.PageRows),
        [PipedriveApi.LeadsName] = new(_ => 0, PipedriveApi.PageRows, PipedriveApi.PageRows),
        [PipedriveApi.ActivitiesName] = new(w => w.Activities.Count, PipedriveApi.PageRows, PipedriveApi.PageRows),
    };

    public override string DealsObject => PipedriveApi.DealsName;

    public FakePipedrive Fake => _far.Fake!;

    public override Task ShowAsync(ContractWorld world)
    {
        var fake = new FakePipedrive(Clock);
        foreach (var (path, status) in _far.Fake?.Refused ?? []) fake.Refused[path] = status;
        Fill(fake, world);
        _far.Fake = fake;
        return Task.CompletedTask;
    }

    public override ICrmSource Open() => new PipedriveSource(Options, Clock, Wire.Connect());

    public override string? Id(FactKind kind, long key) => key == 0 ? null : kind switch
    {
        FactKind.Deal => Text(FirstDeal + key),
        FactKind.Account => Text(FirstAccount + key),
        FactKind.Rep => Text(FirstUser + key),
        FactKind.Team => Text(FirstTeam + key),
        FactKind.Activity => PipedriveActivities.FactId(Text(FirstActivity + key), key % 3 == 0 ? ActivityKind.Call : ActivityKind.Meeting),
        _ => Text(key),
    };

    public override string StageId(WorldStage stage) => Stages[stage].Stage;

    public override Task ForgetDeletedAsync()
    {
        foreach (var deal in Fake.Deals.Values.Where(d => d.Is("is_deleted")).ToList()) Fake.Deals.Remove(deal.Number);
        Fake.Touch();
        return Task.CompletedTask;
    }

    public override HttpResponseMessage TooMany(TimeSpan? retryAfter)
    {
        var answer = FakePipedrive.Error(429, "request over limit");
        if (retryAfter is { } wait) answer.Headers.TryAddWithoutValidation("x-ratelimit-reset", wait.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return answer;
    }

    public override HttpResponseMessage DailyLimit()
    {
        var answer = FakePipedrive.Error(429, "request over limit");
        answer.Headers.TryAddWithoutValidation("x-daily-ratelimit-token-remaining", "0");
        return answer;
    }

    public override HttpResponseMessage Unauthorized() => FakePipedrive.Error(401, "unauthorized access");

    public override HttpResponseMessage Forbidden() => FakePipedrive.Error(403, "Scope and URL mismatch");

    public override FactKind ForbidOneKind()
    {
        Fake.Refused["/" + PipedriveApi.Goals] = HttpStatusCode.Forbidden;
        return FactKind.Quota;
    }

    public override bool ReadsDeals(WireRequest request) =>
        request.Address.StartsWith("/api/v2/deals?", StringComparison.Ordinal) && request.Address.Contains("sort_by=update_time", StringComparison.Ordinal);

    public override ValueTask DisposeAsync()
    {
        _far.Dispose();
        return default;
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static void Fill(FakePipedrive fake, ContractWorld world)
    {
        Pulling.FillCompany(fake);
        fake.Pipelines.Add(new JsonObject { ["id"] = 2, ["name"] = "Sales pipeline", ["order_nr"] = 1, ["is_deleted"] = false, ["is_deal_probability_enabled"] = true });
        foreach (var (id, name, order) in new[] { (7, "Qualified", 1), (8, "Proposed", 2) })
            fake.Stages.Add(new JsonObject { ["id"] = id, ["name"] = name, ["order_nr"] = order, ["pipeline_id"] = 2, ["deal_probability"] = 30 * order, ["is_deleted"] = false });
        foreach (var team in world.Teams)
        {
            var members = world.People.Where(p => p.Team == team.Key).Select(p => (JsonNode)JsonValue.Create(FirstUser + p.Key)).ToArray();
            fake.Teams.Add(new JsonObject { ["id"] = FirstTeam + team.Key, ["name"] = team.Name, ["users"] = new JsonArray(members), ["active_flag"] = 1, ["deleted_flag"] = 0 });
        }

        foreach (var person in world.People) fake.Users.Add(new JsonObject { ["id"] = FirstUser + person.Key, ["name"] = person.Name, ["email"] = person.Email, ["active_flag"] = person.Active });
        foreach (var account in world.Accounts)
            fake.Organizations[FirstAccount + account.Key] = new FakeItem(FirstAccount + account.Key, account.Modified).Set("name", account.Name).Set("add_time", FakeTime.V2(account.Created)).Set("is_deleted", false);
        foreach (var deal in world.Deals) Deal(fake, deal);
        foreach (var activity in world.Activities) Activity(fake, activity);
        foreach (var quota in world.Quotas) fake.Goals.Add(Goal(quota));
    }

    private static void Deal(FakePipedrive fake, WorldDeal deal)
    {
        var id = FirstDeal + deal.Key;
        var closed = deal.Status != DealStatus.Open;
        var item = new FakeItem(id, deal.Modified).Set("title", deal.Name).Set("add_time", FakeTime.V2(deal.Created)).Set("pipeline_id", 2).Set("value", deal.Amount).Set("currency", "EUR")
            .Set("owner_id", deal.Owner == 0 ? null : FirstUser + deal.Owner).Set("org_id", deal.Account == 0 ? null : FirstAccount + deal.Account)
            .Set("is_deleted", deal.DeletedAt is not null || deal.MergedInto != 0).Set("is_archived", false);
        var log = fake.Logs[id] = [];
        var (stage, status, expected, value, owner) = ("", "", (string?)null, (string?)null, (string?)null);
        foreach (var change in deal.Changes.OrderBy(c => c.At))
        {
            switch (change.Field)
            {
                case DealField.Stage:
                    var (newStage, newStatus) = Stages[Enum.Parse<WorldStage>(change.Value!)];
                    if (newStatus == "open") stage = Log("stage_id", stage, newStage);
                    status = Log("status", status, newStatus);
                    break;
                case DealField.Amount:
                    value = Log("value", value, change.Value);
                    break;
                case DealField.Owner:
                    owner = Log(deal.Key % 2 == 0 ? "user_id" : "owner_id", owner, change.Value is { } key ? Text(FirstUser + long.Parse(key, CultureInfo.InvariantCulture)) : null);
                    break;
                case DealField.Close when status == "open":
                    expected = Log("expected_close_date", expected, change.Value);
                    break;
            }

            T Log<T>(string field, T before, T after)
            {
                if (change.At > deal.Created && !Equals(before, after))
                    log.Add(new JsonObject { ["field_key"] = field, ["old_value"] = before?.ToString(), ["new_value"] = after?.ToString(), ["actor_user_id"] = 1, ["time"] = FakeTime.V1(change.At) });
                return after;
            }
        }

        var at = closed ? FakeTime.V2(deal.Changes.Last(c => c.Field == DealField.Stage).At) : null;
        fake.Deals[id] = item.Set("stage_id", long.Parse(stage, CultureInfo.InvariantCulture)).Set("status", status).Set("expected_close_date", expected)
            .Set("close_time", at).Set("won_time", status == "won" ? at : null).Set("lost_time", status == "lost" ? at : null);
    }

    private static void Activity(FakePipedrive fake, WorldActivity activity)
    {
        var start = activity.Start.InUtc();
        var id = FirstActivity + activity.Key;
        fake.Activities[id] = new FakeItem(id, activity.Modified).Set("type", activity.IsCall ? "call" : "meeting").Set("owner_id", FirstUser + activity.Owner).Set("deal_id", FirstDeal + activity.Deal)
            .Set("org_id", FirstAccount + activity.Account).Set("due_date", start.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)).Set("due_time", start.ToString("HH:mm:ss", CultureInfo.InvariantCulture))
            .Set("done", true).Set("is_deleted", false).Set("add_time", FakeTime.V2(activity.Start));
    }

    private static JsonObject Goal(WorldQuota quota) => new()
    {
        ["id"] = $"5f1ab2c3d4e5f6071829{quota.Key:d4}",
        ["type"] = new JsonObject { ["name"] = "Deals won", ["params"] = new JsonObject { ["pipeline_id"] = new JsonArray(2) } },
        ["assignee"] = new JsonObject { ["type"] = "person", ["id"] = FirstUser + quota.Person },
        ["interval"] = "quarterly",
        ["duration"] = new JsonObject { ["start"] = quota.Start.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), ["end"] = quota.End.PlusDays(-1).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) },
        ["expected_outcome"] = new JsonObject { ["target"] = quota.Amount, ["tracking_metric"] = "sum", ["currency_id"] = 1 },
        ["is_active"] = true,
    };

    /// <summary>The line stays while the far end is filled anew.</summary>
    private sealed class Far : HttpMessageHandler
    {
        public FakePipedrive? Fake { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var invoker = new HttpMessageInvoker(Fake!, disposeHandler: false);
            return invoker.SendAsync(request, cancellationToken);
        }
    }
}
