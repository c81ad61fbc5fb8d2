using KpiDigest.Commands.Doctor;
using KpiDigest.Crm;
using KpiDigest.Crm.Recording;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>A recording of Salesforce holds nothing that was planted there, and nothing that logs in.</summary>
public sealed class SalesforceRecordingTests : IDisposable
{
    private const string Owner = "005AbCdEfGhIjKlMnO";
    private const string Customer = "001PqRsTuVwXyZaBcD";
    private const string Organization = "00D5g000001abcDEAQ";

    private static readonly string[] Planted =
    [
        "00D5g00000AbCdE", FakeSalesforce.Secret, FakeSalesforce.Key, FakeSalesforce.UserId, Organization, "Northwind", "Secret Renewal", "Ruiz", "ana.ruiz", "Plumbing", "Bavaria", "lost to rival", "Metrion",
        "12345.67", "8765432", "Acme_Tier", "Gold tier", "Team Nightingale", "Our partners", "AbCdEfGhIjKl", "PqRsTuVwXyZa", "006902134567", "access_token", "uthorization",
    ];

    private readonly Pulling _pulling = new();
    private readonly TempFolder _folder = new();

    public SalesforceRecordingTests()
    {
        (_pulling.Options.Fields.LostReason, _pulling.Options.Fields.Competitors) = ("Why_Lost__c", "Rival__c");
        var fake = _pulling.Fake;
        fake.PageRows = 100;
        fake.RecordTypes = ["Our partners"];
        fake.Schema[SalesforceApi.Opportunity]["RecordTypeId"] = "reference";
        fake.Schema[SalesforceApi.Account]["Acme_Tier__c"] = "picklist";
        fake.Options[(SalesforceApi.Account, "Acme_Tier__c")] = [("gold_acme", "Gold tier")];
        fake["UserPermissionAccess", "0000000000000000AA"].Set("PermissionsViewAllData", false);
        fake.Add(SalesforceApi.UserRole, "00E902134567AbCAAA").Set("Name", "Team Nightingale");
        fake.Add(SalesforceApi.User, Owner).Set("Name", "Ana Ruiz").Set("Email", "ana.ruiz@acme-corp.test").Set("UserType", "Standard").Set("IsActive", true).Set("UserRoleId", "00E902134567AbCAAA");
        fake.Add(SalesforceApi.Account, Customer).Set("Name", "Northwind Plumbing").Set("BillingCountry", "Bavaria").Set("OwnerId", Owner);
        for (var number = 100; number < 320; number++)
        {
            fake.Add(SalesforceApi.Opportunity, $"006902134567{number}AAA").Set("Name", "Secret Renewal").Set("StageName", "Our own stage").Set("Amount", 12_345.67m).Set("OwnerId", Owner).Set("AccountId", Customer)
                .Set("Why_Lost__c", "lost to rival").Set("Rival__c", "Metrion;Northwind").Set("RecordType.Name", "Our partners").Set("CloseDate", new LocalDate(2026, 12, 15));
            fake.Add(SalesforceApi.OpportunityHistory, $"008902134567{number}AAA").Set("OpportunityId", $"006902134567{number}AAA").Set("StageName", "Our own stage").Set("Amount", 8_765_432m);
        }
    }

    public void Dispose()
    {
        _pulling.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_that_was_planted_survives_and_no_login_is_kept()
    {
        var deals = await RecordAsync();

        var files = Directory.GetFiles(_folder.Path);
        Assert.True(files.Length > 20, $"{files.Length} files");
        Assert.Equal(200, deals);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            foreach (var planted in Planted) Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("oauth2", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_recording_makes_no_job_that_would_bring_everything()
    {
        using var recording = new CrmRecording(Path.Combine(_folder.Path, "new"), _pulling.Options);

        Assert.Equal(0, _pulling.Options.Salesforce.BulkFrom);
    }

    private async Task<int> RecordAsync()
    {
        using var recording = new RecordingHandler(_folder.Path, _pulling.Options.Fields.All.Select(f => f.Property), _pulling.Fake);
        using var source = new SalesforceSource(_pulling.Options, _pulling.Clock, recording);
        await source.OpenAsync(TestContext.Current.CancellationToken);
        var deals = 0;
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), TestContext.Current.CancellationToken)) deals += page.Facts.Deals.Count;
        await source.TotalsAsync(TestContext.Current.CancellationToken);
        return deals;
    }
}
