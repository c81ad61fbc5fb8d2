using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsSightTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Read_of_the_whole_organisation_is_enough()
    {
        var account = await _pulling.OpenAsync();

        Assert.Empty(account.Unseen);
        Assert.Empty(account.Warnings);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Local")]
    [InlineData("Deep")]
    public async Task A_role_that_shows_less_is_a_proof(string depth)
    {
        Fake.Tables["opportunity"].Depth = depth;
        Fake.Tables["account"].Depth = depth;

        var unseen = Assert.Single((await _pulling.OpenAsync()).Unseen);

        Assert.Contains("only a part of opportunity, account:", unseen, StringComparison.Ordinal);
        Assert.Contains("organisation-level read", unseen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_at_all_is_missing_and_no_proof()
    {
        Fake.Tables["lead"].Depth = null;

        var account = await _pulling.OpenAsync();

        Assert.Empty(account.Unseen);
        Assert.Contains("lead", account.Missing[FactKind.Prospect], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_privileges_are_not_told_the_daily_count_stands_beside_what_was_seen()
    {
        Fake.TellsPrivileges = false;
        Fake.Snapshot["opportunity"] = 40;
        _pulling.Deal(1);
        Assert.Contains("judged by counts only", Assert.Single((await _pulling.OpenAsync()).Warnings), StringComparison.Ordinal);

        Assert.Equal(40, await TotalAsync());
    }

    [Fact]
    public async Task Where_privileges_are_told_a_count_of_yesterday_proves_nothing()
    {
        Fake.Snapshot["opportunity"] = 40;
        _pulling.Deal(1);

        Assert.Equal(1, await TotalAsync());
        Assert.DoesNotContain(Fake.Requests, r => r.Address.Contains("RetrieveTotalRecordCount", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_are_tried_where_privileges_are_not_told()
    {
        Fake.TellsPrivileges = false;
        Fake.Tables["goal"].Depth = null;

        Assert.NotEmpty((await _pulling.OpenAsync()).Missing[FactKind.Quota]);
    }

    [Fact]
    public async Task Of_more_rows_than_dataverse_counts_the_load_has_counted()
    {
        for (var number = 1; number <= DynamicsApi.MostCounted + 7; number++) _pulling.Deal(number);
        using var source = _pulling.Source();
        await source.OpenAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(await source.TotalsAsync(TestContext.Current.CancellationToken), t => t.Object == DynamicsApi.Opportunity);
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), false, new SilentProgress(), TestContext.Current.CancellationToken)) Assert.NotNull(page.Facts);

        var totals = await source.TotalsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(DynamicsApi.MostCounted + 7, totals.Single(t => t.Object == DynamicsApi.Opportunity).Total);
    }

    [Fact]
    public async Task No_history_of_deals_is_declared()
    {
        Assert.Equal("Dynamics shows no history of opportunities", (await _pulling.OpenAsync()).Missing[FactKind.DealChange]);
    }

    private async Task<long> TotalAsync()
    {
        using var source = _pulling.Source();
        return (await source.TotalsAsync(TestContext.Current.CancellationToken)).Single(t => t.Object == DynamicsApi.Opportunity).Total;
    }
}
