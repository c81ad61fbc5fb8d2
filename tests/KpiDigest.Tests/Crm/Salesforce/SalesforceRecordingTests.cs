using KpiDigest.Commands.Doctor;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Recording;
using KpiDigest.Crm.Salesforce;
using KpiDigest.Tests.Crm.Recording;
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
        var deals = (await RecordAsync()).Deals.Count;

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

    [Fact]
    public async Task A_connector_gets_the_same_facts_from_a_replay_except_for_what_they_are_called_and_worth()
    {
        var real = await RecordAsync();
        var replayed = await PullAsync(new Replayed(_folder.Path));

        Assert.Equal(Shape(real), Shape(replayed));
        Assert.All(replayed.Deals, d => Assert.Equal((replayed.Accounts.Single().Id, replayed.Reps.Single().Id), (d.AccountId, d.OwnerId)));
        Assert.All(replayed.Deals, d => Assert.InRange(d.Amount!.Value, 9_800, 15_000));
        Assert.Equal(200, replayed.Changes.Select(c => c.DealId).Distinct().Count());
        Assert.Equal(replayed.Teams.Single().Id, replayed.Reps.Single().TeamId);
    }

    private static string Shape(FactBatch facts) => string.Join(' ', facts.Deals.Count, facts.Changes.Count, facts.Accounts.Count, facts.Reps.Count, facts.Teams.Count, facts.Stages.Count,
        string.Join(',', facts.Deals.Select(d => $"{d.Status} {d.Close} {d.Competitors.Count} {d.LostReason is null} {d.Kind}").Distinct().Order(StringComparer.Ordinal)));

    private async Task<FactBatch> RecordAsync()
    {
        using var recording = new RecordingHandler(_folder.Path, _pulling.Options.Fields.All.Select(f => f.Property), _pulling.Fake);
        return await PullAsync(recording);
    }

    private async Task<FactBatch> PullAsync(HttpMessageHandler network)
    {
        using var source = new SalesforceSource(_pulling.Options, _pulling.Clock, network);
        await source.OpenAsync(TestContext.Current.CancellationToken);
        var all = new List<FactBatch>();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), TestContext.Current.CancellationToken)) all.Add(page.Facts);
        await source.TotalsAsync(TestContext.Current.CancellationToken);
        return new FactBatch
        {
            Reps = [.. all.SelectMany(f => f.Reps)],
            Teams = [.. all.SelectMany(f => f.Teams)],
            Stages = [.. all.SelectMany(f => f.Stages)],
            Accounts = [.. all.SelectMany(f => f.Accounts)],
            Deals = [.. all.SelectMany(f => f.Deals)],
            Changes = [.. all.SelectMany(f => f.Changes)],
        };
    }
}
