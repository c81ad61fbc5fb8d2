using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Tests.Crm.Contract;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>Salesforce behind the contract: <see cref="FakeSalesforce"/> filled from the neutral world.</summary>
internal sealed class SalesforceContractCrm : ContractApi
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 1, 0, 0);

    private readonly Far _far = new();

    private readonly int _bulkFrom;
    private readonly FakeBulk _bulk = new();

    /// <param name="bulkFrom">Then pages are small, so that jobs are worth it, and faults are in the jobs; null: as it is.</param>
    public SalesforceContractCrm(int? bulkFrom = null)
    {
        _bulkFrom = bulkFrom ?? 0;
        Wire = new ContractWire(_far, () => CrmNow);
    }

    public override string Source => "salesforce";

    public override ContractWire Wire { get; }

    public override string Secret => FakeSalesforce.Secret;

    public override IReadOnlyDictionary<string, ContractPages> Pages { get; } = new Dictionary<string, ContractPages>
    {
        [SalesforceApi.Account] = new(w => w.Accounts.Count, SalesforceApi.PageRows, SalesforceApi.PageRows),
        [SalesforceApi.Opportunity] = new(w => w.Living.Count(), SalesforceApi.PageRows, SalesforceApi.PageRows)
        {
            HistorySize = SalesforceApi.IdsInQuery,
            ChangesHistorySize = SalesforceApi.IdsInQuery,
        },
        [SalesforceApi.Event] = new(w => w.Activities.Count(a => !a.IsCall), SalesforceApi.PageRows, SalesforceApi.PageRows),
        [SalesforceApi.Task] = new(w => w.Activities.Count(a => a.IsCall), SalesforceApi.PageRows, SalesforceApi.PageRows),
        [SalesforceApi.User] = new(w => w.People.Count, SalesforceApi.PageRows, SalesforceApi.PageRows),
    };

    public override string DealsObject => SalesforceApi.Opportunity;

    public FakeSalesforce Fake => _far.Fake!;

    public override Task ShowAsync(ContractWorld world)
    {
        var fake = new FakeSalesforce(Clock) { Bulk = _bulk };
        if (_bulkFrom > 0) fake.PageRows = _bulk.SetRows = 50;
        foreach (var (name, fields) in _far.Fake?.Schema ?? []) fake.Schema[name] = fields;
        foreach (var name in fake.Schema.Keys.Except(_far.Fake?.Schema.Keys ?? fake.Schema.Keys).ToList()) fake.Schema.Remove(name);
        Fill(fake, world);
        _far.Fake = fake;
        return Task.CompletedTask;
    }

    public override ICrmSource Open()
    {
        var options = Pulling.Usual();
        if (_bulkFrom > 0) options.Salesforce.BulkFrom = _bulkFrom;
        return new SalesforceSource(options, Clock, Wire.Connect());
    }

    public override string? Id(FactKind kind, long key) => key == 0 ? null : kind switch
    {
        FactKind.Deal => Number("006", key),
        FactKind.Account => Number("001", key),
        FactKind.Rep => Number("005", key),
        FactKind.Team => Number("00E", key),
        FactKind.Activity when key % 3 == 0 => SalesforceActivities.TaskIds(Number("00T", key))[1],
        FactKind.Activity => SalesforceActivities.EventPrefix + Number("00U", key),
        _ => Number("0J9", key),
    };

    public override string StageId(WorldStage stage) => stage.ToString();

    public override Task ForgetDeletedAsync()
    {
        Fake.Purge(SalesforceApi.Opportunity, r => r.Is("IsDeleted"));
        return Task.CompletedTask;
    }

    public override HttpResponseMessage TooMany(TimeSpan? retryAfter) =>
        WireFaults.Answer(403, """[{"message":"ConcurrentPerOrgLongTxn Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]""", "application/json", retryAfter);

    public override HttpResponseMessage DailyLimit() => FakeSalesforce.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    public override HttpResponseMessage Unauthorized() => FakeSalesforce.Error(401, "INVALID_SESSION_ID", "Session expired or invalid");

    public override HttpResponseMessage Forbidden() => FakeSalesforce.Error(403, "INSUFFICIENT_ACCESS", "insufficient access rights on object");

    public override FactKind ForbidOneKind()
    {
        Fake.Schema.Remove(SalesforceApi.ForecastingQuota);
        return FactKind.Quota;
    }

    public override bool ReadsDeals(WireRequest request) => _bulkFrom > 0
        ? request.Address.Contains("/jobs/query", StringComparison.Ordinal)
        : request.Address.Contains("FROM%20Opportunity%20WHERE", StringComparison.Ordinal) || request.Address.Contains("/query/0r8xx", StringComparison.Ordinal);

    public override ValueTask DisposeAsync()
    {
        _far.Dispose();
        return default;
    }

    private static string Number(string prefix, long key) => SalesforceId.Whole(prefix + key.ToString("d12", CultureInfo.InvariantCulture));

    private static void Fill(FakeSalesforce fake, ContractWorld world)
    {
        Pulling.FillOrganization(fake);
        foreach (var (stage, at) in Enum.GetValues<WorldStage>().Select((s, at) => (s, at)))
        {
            fake.Add(SalesforceApi.OpportunityStage, Number("01J", at + 1)).Set("ApiName", stage.ToString()).Set("MasterLabel", stage.ToString())
                .Set("IsClosed", stage is WorldStage.Won or WorldStage.Lost).Set("IsWon", stage == WorldStage.Won).Set("DefaultProbability", 30m * at).Set("SortOrder", at);
        }

        foreach (var team in world.Teams) fake.Add(SalesforceApi.UserRole, Number("00E", team.Key)).Set("Name", team.Name);
        foreach (var person in world.People)
        {
            fake.Add(SalesforceApi.User, Number("005", person.Key)).Set("Name", person.Name).Set("Email", person.Email).Set("IsActive", person.Active).Set("UserType", "Standard")
                .Set("UserRoleId", person.Team == 0 ? null : Number("00E", person.Team));
        }

        foreach (var account in world.Accounts) fake.Add(SalesforceApi.Account, Number("001", account.Key), account.Created).Set("Name", account.Name, account.Modified);
        foreach (var deal in world.Deals) Deal(fake, deal);
        foreach (var activity in world.Activities) Activity(fake, activity);
        fake.Add(SalesforceApi.Period, Number("026", 1)).Set("StartDate", new LocalDate(2026, 10, 1)).Set("EndDate", new LocalDate(2026, 12, 31));
        foreach (var quota in world.Quotas)
        {
            fake.Add(SalesforceApi.ForecastingQuota, Number("0J9", quota.Key)).Set("QuotaOwnerId", Number("005", quota.Person)).Set("QuotaAmount", quota.Amount).Set("StartDate", quota.Start)
                .Set("PeriodId", Number("026", 1)).Set("ForecastingTypeId", Number("0Db", 1)).Set("IsAmount", true);
        }
    }

    private static void Deal(FakeSalesforce fake, WorldDeal deal)
    {
        var id = Number("006", deal.Key);
        fake.Add(SalesforceApi.Opportunity, id, deal.Created).Set("Name", deal.Name).Set("StageName", deal.Stage.ToString()).Set("Amount", deal.Amount).Set("CloseDate", deal.Close)
            .Set("IsClosed", deal.Status != DealStatus.Open).Set("IsWon", deal.Status == DealStatus.Won).Set("OwnerId", deal.Owner == 0 ? null : Number("005", deal.Owner))
            .Set("AccountId", deal.Account == 0 ? null : Number("001", deal.Account)).Set("IsDeleted", deal.DeletedAt is not null || deal.MergedInto != 0, deal.Modified);
        var state = new Dictionary<DealField, string?>();
        var row = 0;
        foreach (var moment in deal.Changes.GroupBy(c => c.At).OrderBy(g => g.Key))
        {
            foreach (var change in moment)
            {
                if (change.Field == DealField.Owner && state.TryGetValue(DealField.Owner, out var before))
                    Owner(fake, id, moment.Key, before, change.Value, ++row);
                state[change.Field] = change.Value;
            }

            if (moment.All(c => c.Field == DealField.Owner)) continue;
            fake.Add(SalesforceApi.OpportunityHistory, SalesforceId.Whole($"008{deal.Key:d9}{++row:d3}"), moment.Key).Set("OpportunityId", id).Set("StageName", state.GetValueOrDefault(DealField.Stage))
                .Set("Amount", state.GetValueOrDefault(DealField.Amount) is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null).Set("CloseDate", state.GetValueOrDefault(DealField.Close));
        }
    }

    /// <summary>As Salesforce keeps it: once by id and once by name.</summary>
    private static void Owner(FakeSalesforce fake, string deal, Instant at, string? before, string? after, int row)
    {
        string User(string? key) => Number("005", long.Parse(key!, CultureInfo.InvariantCulture));
        foreach (var (place, was, now) in new[] { (0, User(before), User(after)), (1, "A name", "Another name") })
        {
            fake.Add(SalesforceApi.OpportunityFieldHistory, SalesforceId.Whole($"017{deal[3..15].TrimStart('0').PadLeft(9, '0')}{place}{row:d2}"), at).Set("OpportunityId", deal).Set("Field", "Owner")
                .Set("OldValue", was).Set("NewValue", now);
        }
    }

    private static void Activity(FakeSalesforce fake, WorldActivity activity)
    {
        var record = activity.IsCall
            ? fake.Add(SalesforceApi.Task, Number("00T", activity.Key), activity.Start).Set("TaskSubtype", "Call").Set("IsClosed", true).Set("CompletedDateTime", activity.Start)
            : fake.Add(SalesforceApi.Event, Number("00U", activity.Key), activity.Start).Set("StartDateTime", activity.Start).Set("EndDateTime", activity.Start + Duration.FromHours(1));
        record.Set("OwnerId", Number("005", activity.Owner)).Set("WhatId", Number("006", activity.Deal)).Set("AccountId", Number("001", activity.Account), activity.Modified);
    }

    /// <summary>The line stays while the far end is filled anew.</summary>
    private sealed class Far : HttpMessageHandler
    {
        public FakeSalesforce? Fake { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var invoker = new HttpMessageInvoker(Fake!, disposeHandler: false);
            return invoker.SendAsync(request, cancellationToken);
        }
    }
}
