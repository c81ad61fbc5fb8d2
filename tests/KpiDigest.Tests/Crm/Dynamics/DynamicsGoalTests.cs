using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsGoalTests : IDisposable
{
    private static readonly string North = Pulling.Id('d', 1);

    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_goal_is_its_owners_quota_in_the_base_currency_for_whole_days()
    {
        Goal(1, Pulling.User(Pulling.Id('a', 1)), 300m, ("targetmoney_base", 250m), ("transactioncurrencyid", new FakeLookup("transactioncurrency", Pulling.Dollar)), ("exchangerate", 1.2m));

        var quota = Assert.Single(await QuotasAsync());

        Assert.Equal((ScopeKind.Rep, Pulling.Id('a', 1), 250m, "EUR"), (quota.Subject, quota.SubjectId, quota.Amount, quota.Currency));
        Assert.Equal((new LocalDate(2026, 10, 1), new LocalDate(2027, 1, 1)), (quota.Start, quota.End));
    }

    [Theory]
    [InlineData("2026-09-30T22:00:00Z", "2026-12-30T23:00:00Z")]
    [InlineData("2026-10-01T05:00:00Z", "2026-12-31T06:00:00Z")]
    [InlineData("2026-10-01T05:00:00Z", "2027-01-01T05:59:59Z")]
    [InlineData("2026-09-30T18:30:00Z", "2026-12-31T18:29:59Z")]
    public async Task Days_that_are_written_as_somebodys_midnight_stay_these_days(string start, string end)
    {
        Goal(1, Pulling.User(Pulling.Id('a', 1)), 300m, ("goalstartdate", At(start)), ("goalenddate", At(end)));

        var quota = Assert.Single(await QuotasAsync());

        Assert.Equal((new LocalDate(2026, 10, 1), new LocalDate(2027, 1, 1)), (quota.Start, quota.End));
    }

    [Fact]
    public async Task A_managers_goal_above_others_is_left_out()
    {
        Goal(1, Pulling.User(Pulling.Id('a', 1)), 900m);
        Goal(2, Pulling.User(Pulling.Id('a', 2)), 300m, ("parentgoalid", new FakeLookup("goal", Pulling.Id('f', 1))));
        Goal(3, Pulling.User(Pulling.Id('a', 3)), 400m, ("parentgoalid", new FakeLookup("goal", Pulling.Id('f', 1))));

        Assert.Equal([300m, 400m], (await QuotasAsync()).Select(q => q.Amount));
    }

    [Fact]
    public async Task A_teams_goal_is_its_own_quota_and_of_one_family_with_its_members()
    {
        Teams();
        Goal(1, new FakeLookup("team", Pulling.Id('d', 11)), 900m);
        Goal(2, Pulling.User(Pulling.Id('a', 2)), 300m, ("parentgoalid", new FakeLookup("goal", Pulling.Id('f', 1))));

        var quotas = await QuotasAsync();

        Assert.Equal([(ScopeKind.Team, North, 900m), (ScopeKind.Rep, Pulling.Id('a', 2), 300m)], quotas.Select(q => (q.Subject, q.SubjectId!, q.Amount)));
        Assert.Single(quotas.Select(q => q.Family).Distinct());
    }

    [Fact]
    public async Task A_year_above_its_own_quarters_is_their_sum()
    {
        Teams();
        var team = new FakeLookup("team", Pulling.Id('d', 11));
        Goal(1, team, 900m);
        Goal(2, team, 300m, ("parentgoalid", new FakeLookup("goal", Pulling.Id('f', 1))));

        Assert.Equal([300m], (await QuotasAsync()).Select(q => q.Amount));
    }

    [Fact]
    public async Task Discarded_goals_and_goals_that_count_no_money_are_no_quotas()
    {
        Goal(1, Pulling.User(Pulling.Id('a', 1)), 300m, ("statecode", 2));
        Goal(2, Pulling.User(Pulling.Id('a', 1)), 30m, ("amountdatatype", new FakeChoice(2, "Integer")));
        Goal(3, Pulling.User(Pulling.Id('a', 1)), 30m, ("isamount", false));

        Assert.Empty(await QuotasAsync());
    }

    [Fact]
    public async Task Of_several_metrics_one_must_be_named()
    {
        Metrics();

        await _pulling.PullAsync();
        Assert.Contains("Margin, Revenue", _pulling.Account!.Missing[FactKind.Quota], StringComparison.Ordinal);
        _pulling.Options.Dynamics.GoalMetric = "revenue";

        Assert.Equal([300m], (await QuotasAsync()).Select(q => q.Amount));
    }

    [Fact]
    public async Task A_metric_that_is_not_there_is_a_fault_with_the_nearest()
    {
        Metrics();
        _pulling.Options.Dynamics.GoalMetric = "Revenu";

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains("Crm:Dynamics:GoalMetric 'Revenu'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'Revenue'", e.Message, StringComparison.Ordinal);
    }

    private static Instant At(string text) => NodaTime.Text.InstantPattern.General.Parse(text).Value;

    private void Goal(int number, FakeLookup owner, decimal target, params (string Column, object? Value)[] values)
    {
        var usual = new Dictionary<string, object?>
        {
            ["goalownerid"] = owner,
            ["targetmoney"] = target,
            ["targetmoney_base"] = target,
            ["exchangerate"] = 1m,
            ["isamount"] = true,
            ["amountdatatype"] = new FakeChoice(0, "Money"),
            ["statecode"] = 0,
            ["goalstartdate"] = At("2026-10-01T00:00:00Z"),
            ["goalenddate"] = At("2026-12-31T00:00:00Z"),
        };
        foreach (var (column, value) in values) usual[column] = value;
        Fake.Put("goal", Pulling.Id('f', number), [.. usual.Select(v => (v.Key, v.Value))]);
    }

    /// <summary>A business unit below the top, with its default team.</summary>
    private void Teams()
    {
        Fake.Put("businessunit", North, ("name", "north"), ("parentbusinessunitid", new FakeLookup("businessunit", Pulling.Top)));
        Fake.Put("team", Pulling.Id('d', 11), ("name", "north"), ("teamtype", 0), ("isdefault", true), ("businessunitid", new FakeLookup("businessunit", North)));
    }

    private void Metrics()
    {
        foreach (var (number, name) in new[] { (1, "Revenue"), (2, "Margin") })
        {
            Fake.Put("metric", Pulling.Id('c', number), ("name", name), ("isamount", true));
            Goal(number, Pulling.User(Pulling.Id('a', 1)), 300m * number, ("metricid", new FakeLookup("metric", Pulling.Id('c', number), name)));
        }
    }

    private async Task<IReadOnlyList<Quota>> QuotasAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Quotas)];
}
