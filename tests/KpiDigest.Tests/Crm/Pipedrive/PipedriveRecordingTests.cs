using System.Text.Json.Nodes;
using KpiDigest.Commands.Doctor;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Crm.Recording;
using KpiDigest.Tests.Crm.Recording;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

/// <summary>A recording of Pipedrive holds nothing that was planted there, and is enough for the connector to live on.</summary>
public sealed class PipedriveRecordingTests : IDisposable
{
    private const string RivalKey = "d4de1c1518b4531717c676029a45911c340390a6";

    private static readonly string[] Planted =
    [
        FakePipedrive.Token, "Northwind", "Secret Renewal", "Ruiz", "ana.ruiz", "Bavaria", "lost to rival", "Metrion", "12345.67", "8765432", "Team Nightingale", "Our partners", "Own stage", "Field visit",
        RivalKey, "902134001", "902134555", "902134777", "902134888", "902134000", "902134321", "adf21080-0e10-11eb", "x-api-token", "Web form of ours",
    ];

    private readonly Pulling _pulling = new();
    private readonly TempFolder _folder = new();

    public PipedriveRecordingTests()
    {
        var fake = _pulling.Fake;
        fake.Me["company_id"] = 902_134_321;
        fake.Pipelines[0]["name"] = "Our partners";
        fake.Stages[0]["name"] = "Own stage";
        fake.ActivityTypes.Add(new JsonObject { ["id"] = 77, ["key_string"] = "field_visit", ["name"] = "Field visit", ["icon_key"] = "meeting" });
        fake.DealFields.Add(Pulling.Field(RivalKey, "Metrion rival", "enum", true, (27, "Metrion")));
        fake.Users.Add(new JsonObject { ["id"] = 902_134_001, ["name"] = "Ana Ruiz", ["email"] = "ana.ruiz@acme-corp.test", ["active_flag"] = true });
        fake.Teams.Add(new JsonObject { ["id"] = 902_134_555, ["name"] = "Team Nightingale", ["users"] = new JsonArray(902_134_001), ["active_flag"] = 1, ["deleted_flag"] = 0 });
        fake.Organizations[902_134_777] = new FakeItem(902_134_777, _pulling.Now).Set("name", "Northwind Plumbing").Set("address", new JsonObject { ["country"] = "Bavaria" }).Set("add_time", "2024-01-01T00:00:00Z");
        fake.Leads.Add(new FakeItem(1, _pulling.Now).Set("id", "adf21080-0e10-11eb-879b-05d71fb426ec").Set("title", "Secret Renewal").Set("source_name", "Web form of ours").Set("is_archived", false).Set("add_time", "2026-10-14T11:30:36.551Z"));
        fake.Activities[902_134_888] = new FakeItem(902_134_888, _pulling.Now).Set("type", "call").Set("subject", "Secret Renewal").Set("owner_id", 902_134_001).Set("due_date", "2026-11-01").Set("due_time", "13:00:00").Set("done", true);
        for (var number = 0; number < 1_200; number++)
        {
            var item = fake.AddDeal(902_134_000_000 + number, _pulling.Now - Duration.FromDays(30) + Duration.FromMinutes(number)).Set("title", "Secret Renewal").Set("value", 12_345.67m).Set("owner_id", 902_134_001)
                .Set("org_id", 902_134_777).Set("status", "lost").Set("lost_time", "2026-11-01T08:00:00Z").Set("lost_reason", "lost to rival");
            item.Custom[RivalKey] = 27;
            fake.Log(902_134_000_000 + number, "value", "8765432", "12345.67", "2026-08-01 10:00:00");
            fake.Log(902_134_000_000 + number, "status", "open", "lost", "2026-11-01 08:00:00");
        }
    }

    public void Dispose()
    {
        _pulling.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_that_was_planted_survives_and_the_connector_lives_on_what_is_left()
    {
        _pulling.Options.Pipedrive.HistoryTokensPerDay = 200;
        Assert.Equal(1_000, await DealsAsync(new RecordingHandler(_folder.Path, _pulling.Options.Fields.All.Select(f => f.Property), new Undisposed(_pulling.Fake))));

        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            foreach (var planted in Planted) Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(1_000, await DealsAsync(new Replayed(_folder.Path)));
    }

    [Fact]
    public void A_recording_reads_some_logs_only()
    {
        using var recording = new CrmRecording(Path.Combine(_folder.Path, "new"), _pulling.Options);

        Assert.Equal(200, _pulling.Options.Pipedrive.HistoryTokensPerDay);
    }

    private async Task<int> DealsAsync(HttpMessageHandler transport)
    {
        using var source = new PipedriveSource(_pulling.Options, _pulling.Clock, transport);
        await source.OpenAsync(TestContext.Current.CancellationToken);
        var deals = 0;
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), TestContext.Current.CancellationToken)) deals += page.Facts.Deals.Count;
        return deals;
    }
}
