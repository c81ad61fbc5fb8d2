using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>Dynamics behind the contract: <see cref="FakeDynamics"/> filled from the neutral world, and kept: only what differs has changed.</summary>
internal sealed class DynamicsContractCrm : ContractApi
{
    private readonly FakeDynamics _fake;
    private readonly int _pageRows;

    /// <param name="tracks">Whether Dataverse tells changes; else they are read by their time.</param>
    /// <param name="pageRows">Rows in a page.</param>
    public DynamicsContractCrm(bool tracks = true, int pageRows = DynamicsApi.PageRows)
    {
        _pageRows = pageRows;
        _fake = new FakeDynamics(Clock) { PageRows = pageRows };
        foreach (var table in _fake.Tables.Values) table.TracksChanges = tracks;
        Pulling.FillOrganization(_fake);
        Wire = new ContractWire(_fake, () => CrmNow);
    }

    public override string Source => "dynamics";

    public override ContractWire Wire { get; }

    public override string Secret => FakeDynamics.Secret;

    public override IReadOnlySet<DealField> History { get; } = new HashSet<DealField>();

    public override IReadOnlyDictionary<string, ContractPages> Pages => new Dictionary<string, ContractPages>
    {
        [DynamicsApi.Account] = new(w => w.Accounts.Count, _pageRows, _pageRows),
        [DynamicsApi.Opportunity] = new(w => w.Living.Count(), _pageRows, _pageRows) { HistorySize = Closings, ChangesHistorySize = Closings },
        [DynamicsApi.Appointment] = new(w => w.Activities.Count(a => !a.IsCall), _pageRows, _pageRows),
        [DynamicsApi.PhoneCall] = new(w => w.Activities.Count(a => a.IsCall), _pageRows, _pageRows),
        [DynamicsApi.Goal] = new(w => w.Quotas.Count, _pageRows, _pageRows),
    };

    public override string DealsObject => DynamicsApi.Opportunity;

    /// <summary>Closings are asked for page by page.</summary>
    private int Closings => Math.Min(_pageRows, DynamicsApi.IdsInQuery);

    public override Task ShowAsync(ContractWorld world)
    {
        foreach (var team in world.Teams) _fake.Put("businessunit", Pulling.Id('d', team.Key), ("name", team.Name), ("parentbusinessunitid", new FakeLookup("businessunit", Pulling.Top)));
        foreach (var person in world.People)
        {
            _fake.Put(
                "systemuser", Pulling.Id('a', person.Key), ("fullname", person.Name), ("internalemailaddress", person.Email), ("isdisabled", !person.Active),
                ("businessunitid", new FakeLookup("businessunit", person.Team == 0 ? Pulling.Top : Pulling.Id('d', person.Team))));
        }

        foreach (var account in world.Accounts) _fake.Put("account", Pulling.Id('c', account.Key), ("name", account.Name), ("statecode", 0), ("createdon", account.Created), ("modifiedon", account.Modified));
        var living = world.Living.Select(d => Pulling.Id('b', d.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var id in _fake.Tables["opportunity"].Rows.Keys.Where(id => !living.Contains(id)).ToList()) _fake.Delete("opportunity", id);
        foreach (var deal in world.Living) Deal(deal);
        foreach (var activity in world.Activities) Activity(activity);
        foreach (var quota in world.Quotas)
        {
            _fake.Put(
                "goal", Pulling.Id('f', quota.Key), ("goalownerid", Pulling.User(Pulling.Id('a', quota.Person))), ("targetmoney", quota.Amount), ("targetmoney_base", quota.Amount), ("isamount", true), ("amountdatatype", new FakeChoice(0, "Money")),
                ("goalstartdate", quota.Start.AtMidnight().InUtc().ToInstant()), ("goalenddate", quota.End.PlusDays(-1).AtMidnight().InUtc().ToInstant()), ("statecode", 0));
        }

        return Task.CompletedTask;
    }

    public override ICrmSource Open() => new DynamicsSource(Pulling.Usual(), Clock, Wire.Connect());

    public override string? Id(FactKind kind, long key) => key == 0 ? null : kind switch
    {
        FactKind.Deal => Pulling.Id('b', key),
        FactKind.Account => Pulling.Id('c', key),
        FactKind.Rep => Pulling.Id('a', key),
        FactKind.Team => Pulling.Id('d', key),
        FactKind.Activity => DynamicsActivities.Prefix(key % 3 == 0 ? DynamicsApi.PhoneCall : DynamicsApi.Appointment) + Pulling.Id('e', key),
        _ => Pulling.Id('f', key),
    };

    public override string StageId(WorldStage stage) => stage switch
    {
        WorldStage.Won => DynamicsDeals.Won,
        WorldStage.Lost => DynamicsDeals.Lost,
        _ => Step(stage),
    };

    public override Task ForgetDeletedAsync()
    {
        _fake.Tables["opportunity"].Deleted.Clear();
        return Task.CompletedTask;
    }

    public override HttpResponseMessage TooMany(TimeSpan? retryAfter) =>
        WireFaults.Answer(429, """{"error":{"code":"0x80072322","message":"Number of requests exceeded the limit of 6000 over time window of 300 seconds."}}""", "application/json", retryAfter);

    public override HttpResponseMessage DailyLimit() => TooMany(TimeSpan.FromHours(3));

    public override HttpResponseMessage Unauthorized() => FakeDynamics.Error(401, "0x80072560", "The user is not a member of the organization.");

    public override HttpResponseMessage Forbidden() =>
        FakeDynamics.Error(403, "0x80040220", $"Principal user (Id={FakeDynamics.UserId}, type=8) is missing prvReadOpportunity privilege");

    public override FactKind ForbidOneKind()
    {
        _fake.Tables["goal"].Depth = null;
        return FactKind.Quota;
    }

    public override bool ReadsDeals(WireRequest request) =>
        request.Address.Contains("/opportunities?", StringComparison.Ordinal) && request.Address.Contains("statecode", StringComparison.Ordinal);

    public override ValueTask DisposeAsync()
    {
        _fake.Dispose();
        return default;
    }

    private static string Step(WorldStage stage) => string.Create(CultureInfo.InvariantCulture, $"{1 + (int)stage}-{stage}");

    private void Deal(WorldDeal deal)
    {
        var (won, closed) = (deal.Status == DealStatus.Won, deal.Status != DealStatus.Open);
        _fake.Put(
            "opportunity", Pulling.Id('b', deal.Key), ("name", deal.Name), ("statecode", (int)deal.Status), ("statuscode", new FakeChoice(closed ? 4 : 1, closed ? "Canceled" : "In Progress")),
            ("stepname", closed ? Step(WorldStage.Proposed) : Step(deal.Stage)), ("estimatedvalue", won ? 1m : deal.Amount), ("estimatedvalue_base", won ? 1m : deal.Amount), ("actualvalue", won ? deal.Amount : null),
            ("actualvalue_base", won ? deal.Amount : null), ("exchangerate", 1m), ("transactioncurrencyid", new FakeLookup("transactioncurrency", Pulling.Euro, "Euro")),
            (closed ? "actualclosedate" : "estimatedclosedate", deal.Close), ("createdon", deal.Created), ("modifiedon", deal.Modified),
            ("owninguser", deal.Owner == 0 ? null : Pulling.User(Pulling.Id('a', deal.Owner))), ("parentaccountid", deal.Account == 0 ? null : new FakeLookup("account", Pulling.Id('c', deal.Account), "Its account")));
        if (closed) _fake.Put("opportunityclose", Pulling.Id('9', deal.Key), ("opportunityid", new FakeLookup("opportunity", Pulling.Id('b', deal.Key))), ("createdon", deal.Modified), ("actualrevenue", won ? deal.Amount : 0m));
    }

    private void Activity(WorldActivity activity) => _fake.Put(
        activity.IsCall ? "phonecall" : "appointment", Pulling.Id('e', activity.Key), ("statecode", 1), ("scheduledstart", activity.Start), ("scheduledend", activity.Start + NodaTime.Duration.FromHours(1)),
        ("owninguser", Pulling.User(Pulling.Id('a', activity.Owner))), ("regardingobjectid", new FakeLookup("opportunity", Pulling.Id('b', activity.Deal), ContractWorld.Mark + " opportunity")), ("createdon", activity.Start),
        ("modifiedon", activity.Modified));
}
