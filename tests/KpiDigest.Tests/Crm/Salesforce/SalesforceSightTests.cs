using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceSightTests : IDisposable
{
    private const string Permissions = "UserPermissionAccess";

    private readonly Pulling _pulling = new();

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task View_all_data_is_enough() => Assert.Empty((await _pulling.OpenAsync()).Unseen);

    [Fact]
    public async Task Without_it_the_objects_that_are_not_seen_whole_are_named_with_the_fix()
    {
        Grant("PermissionsViewAllData", false);
        Allow(SalesforceApi.Opportunity);

        var unseen = Assert.Single((await _pulling.OpenAsync()).Unseen);

        Assert.StartsWith("the Salesforce user has neither View All Data nor View All on Account, Lead:", unseen, StringComparison.Ordinal);
        Assert.Contains("permission set", unseen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_all_on_each_object_is_enough()
    {
        Grant("PermissionsViewAllData", false);
        foreach (var name in new[] { SalesforceApi.Opportunity, SalesforceApi.Account, SalesforceApi.Lead }) Allow(name);

        Assert.Empty((await _pulling.OpenAsync()).Unseen);
    }

    [Fact]
    public async Task An_organisation_that_shows_an_object_to_everybody_needs_no_permission_for_it()
    {
        Grant("PermissionsViewAllData", false);
        foreach (var field in new[] { "DefaultOpportunityAccess", "DefaultAccountAccess", "DefaultLeadAccess" }) Fake[SalesforceApi.Organization, "00D5g000001abcDEAQ"].Set(field, "Read");

        Assert.Empty((await _pulling.OpenAsync()).Unseen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_short_way_is_not_there_the_permission_sets_answer(bool sees)
    {
        Fake.Schema.Remove(Permissions);
        Fake.Add("PermissionSetAssignment", "0Pa000000000001AAA").Set("PermissionSet.PermissionsViewAllData", sees);

        Assert.Equal(sees, (await _pulling.OpenAsync()).Unseen.Count == 0);
    }

    [Fact]
    public async Task Where_salesforce_says_nothing_nothing_is_proven_and_that_is_said()
    {
        Fake.Schema.Remove(Permissions);
        Fake.Schema.Remove("PermissionSetAssignment");

        var account = await _pulling.OpenAsync();

        Assert.Empty(account.Unseen);
        Assert.Contains(account.Warnings, w => w.Contains("is not proven", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Permissions_by_object_that_salesforce_does_not_tell_prove_nothing()
    {
        Grant("PermissionsViewAllData", false);
        Fake.Schema.Remove("ObjectPermissions");

        var account = await _pulling.OpenAsync();

        Assert.Empty(account.Unseen);
        Assert.Contains(account.Warnings, w => w.Contains("on which objects it has View All", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Totals_are_the_records_that_become_facts()
    {
        for (var number = 1; number <= 3; number++) Fake.Add(SalesforceApi.Event, $"00U00000000000{number}AAA").Set("IsChild", number == 3);
        using var source = _pulling.Source();

        var totals = await source.TotalsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new RecordTotal(SalesforceApi.Event, Core.Facts.FactKind.Activity, 2, SalesforceActivities.EventPrefix), totals.Single(t => t.Object == SalesforceApi.Event));
    }

    private void Grant(string permission, bool has) => Fake[Permissions, "0000000000000000AA"].Set(permission, has);

    private void Allow(string objectType) => Fake.Add("ObjectPermissions", $"110{objectType.Length:d12}AAA").Set("SobjectType", objectType).Set("PermissionsViewAllRecords", true);
}
