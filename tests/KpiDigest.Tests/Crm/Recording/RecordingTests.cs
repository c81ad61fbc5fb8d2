using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.Crm.Recording;
using KpiDigest.Tests.Crm.HubSpot;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Crm.Recording;

/// <summary>A recording holds nothing that was planted in the CRM, and a connector can live on it.</summary>
public sealed class RecordingTests : IDisposable
{
    private static readonly string[] Planted =
    [
        "Northwind", "Secret Renewal", "Ruiz", "ana.ruiz", "acme-corp.test", "Plumbing", "Bavaria", "lost to rival", "Metrion", "902134567", "550017788", "41629779", "771234", "62515999",
        "12345.67", "8765432", FakeHubSpot.RightToken, "acme_partner_tier", "Gold tier", "Team Nightingale", "Our own pipeline",
    ];

    private readonly FakeHubSpot _hub = new();
    private readonly TempFolder _folder = new();
    private readonly CrmOptions _options = new() { Kind = "HubSpot", Token = new(FakeHubSpot.RightToken), Fields = { Competitors = "rivals" } };

    public RecordingTests()
    {
        _hub.Owners.Add(new JsonObject { ["id"] = "41629779", ["firstName"] = "Ana", ["lastName"] = "Ruiz", ["email"] = "ana.ruiz@acme-corp.test", ["archived"] = false, ["userId"] = 771234, ["teams"] = new JsonArray(new JsonObject { ["id"] = "902134567", ["name"] = "Team Nightingale", ["primary"] = true }) });
        _hub.Teams.Add(new JsonObject { ["id"] = "902134567", ["name"] = "Team Nightingale" });
        _hub.DealProperties.Add("acme_partner_tier");
        _hub.Options[("deals", "acme_partner_tier")] = [("gold_tier", "Gold tier")];
        _hub.Add("companies", 550_017_788).Set("name", "Northwind Plumbing").Set("state", "Bavaria").Set("hubspot_owner_id", "41629779");
        for (var id = 9_021_345_670; id < 9_021_345_890; id++)
        {
            _hub.Deal(id, "closedlost", "12345.67").With("companies", 550_017_788).Set("dealname", "Secret Renewal").Set("closed_lost_reason", "lost to rival").Set("rivals", "Metrion;Northwind")
                .Set("hubspot_owner_id", "41629779").Set("amount", "8765432", new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)).Set("deal_currency_code", "EUR");
        }

        _hub.Add("goal_targets", 1).Set("hs_goal_type", "sales_quota").Set("hs_target_amount", "12345.67").Set("hs_start_datetime", "2026-11-01T00:00:00Z").Set("hs_end_datetime", "2026-11-30T23:59:59.999Z")
            .Set("hubspot_owner_id", "41629779");
    }

    public void Dispose()
    {
        _hub.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_that_was_planted_survives_in_values_members_ids_queries_or_file_names()
    {
        await RecordAsync();

        var files = Directory.GetFiles(_folder.Path);
        Assert.True(files.Length > 15);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            foreach (var planted in Planted) Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("uthorization", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_connector_gets_the_same_facts_from_a_replay_except_for_what_they_are_called_and_worth()
    {
        var real = await RecordAsync();
        var replayed = await PullAsync(new Replayed(_folder.Path));

        Assert.Equal(Shape(real), Shape(replayed));
        Assert.Equal(100, replayed.Deals.Count);
        Assert.Equal(["EUR"], replayed.Deals.Select(d => d.Currency).Distinct());
        Assert.All(replayed.Deals, d => Assert.Equal(replayed.Accounts.Single().Id, d.AccountId));
        Assert.All(replayed.Deals, d => Assert.Equal(replayed.Reps.Single().Id, d.OwnerId));
        Assert.All(replayed.Deals, d => Assert.Contains(replayed.Stages, s => s.Id == d.StageId && s.Status == DealStatus.Lost));
        Assert.Equal(replayed.Teams.Single().Id, replayed.Reps.Single().TeamId);
        Assert.Equal(100, replayed.Deals.Select(d => d.Id).Distinct().Count());
        Assert.All(replayed.Deals, d => Assert.InRange(d.Amount!.Value, 6_900_000, 11_000_000));
    }

    [Fact]
    public async Task Two_recordings_call_the_same_thing_by_different_names()
    {
        await RecordAsync();
        var first = (await PullAsync(new Replayed(_folder.Path))).Accounts.Single();
        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(_folder.Path);
        await RecordAsync();
        var second = (await PullAsync(new Replayed(_folder.Path))).Accounts.Single();

        Assert.NotEqual((first.Id, first.Name), (second.Id, second.Name));
    }

    [Theory]
    [InlineData("amount", "12500.50")]
    [InlineData("hs_target_amount", "-40.27")]
    [InlineData("hubspot_owner_id", "41629779")]
    public void Lengths_places_and_signs_stay(string name, string value)
    {
        var scrubbed = new Scrub([]).Text(value, name);
        Assert.NotEqual(value, scrubbed);
        Assert.Equal(value.StartsWith('-'), scrubbed.StartsWith('-'));
        Assert.Equal(value.Contains('.', StringComparison.Ordinal) ? 2 : -1, scrubbed.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? scrubbed.Length - at - 1 : -1);
    }

    [Theory]
    [InlineData("hs_deal_stage_probability", "0.4")]
    [InlineData("hs_is_closed", "true")]
    [InlineData("closedate", "2026-12-18T16:00:00Z")]
    [InlineData("value", "1795132800000")]
    [InlineData("hs_meeting_outcome", "NO_SHOW")]
    [InlineData("hs_manual_forecast_category", "COMMIT")]
    [InlineData("deal_currency_code", "USD")]
    [InlineData("timeZone", "Europe/Berlin")]
    public void What_the_mapping_lives_on_and_says_nothing_of_a_customer_stays(string name, string value) => Assert.Equal(value, new Scrub([]).Text(value, name));

    [Theory]
    [InlineData("dealname", "ACM")]
    [InlineData("type", "deal_to_acme_partner")]
    [InlineData("timeZone", "Acme/Headquarters")]
    [InlineData("message", "Contact ana@acme.test")]
    [InlineData("link", "https://acme.test/?id=4711")]
    [InlineData("name", "amount of Acme")]
    public void What_is_not_known_to_be_harmless_goes(string name, string value) =>
        Assert.DoesNotContain("acm", new Scrub([]).Text(value, name), StringComparison.OrdinalIgnoreCase);

    private async Task<FactBatch> RecordAsync()
    {
        using var recording = new RecordingHandler(_folder.Path, _options.Fields.All.Select(f => f.Property), _hub);
        return await PullAsync(recording);
    }

    private async Task<FactBatch> PullAsync(HttpMessageHandler transport)
    {
        using var source = new HubSpotSource(_options, new ImpatientClock(), new Undying(transport));
        await source.OpenAsync(TestContext.Current.CancellationToken);
        var all = new List<FactBatch>();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), TestContext.Current.CancellationToken)) all.Add(page.Facts);
        return new FactBatch
        {
            Reps = [.. all.SelectMany(f => f.Reps)],
            Teams = [.. all.SelectMany(f => f.Teams)],
            Stages = [.. all.SelectMany(f => f.Stages)],
            Accounts = [.. all.SelectMany(f => f.Accounts)],
            Deals = [.. all.SelectMany(f => f.Deals)],
            Changes = [.. all.SelectMany(f => f.Changes)],
            Quotas = [.. all.SelectMany(f => f.Quotas)],
        };
    }

    private static string Shape(FactBatch f) => string.Join('\n', f.Deals.Select(d => $"{d.Status} {d.Close} {d.Created} {d.Currency} {d.Kind} {d.LostReason is null} {d.Competitors.Count}")
        .Concat(f.Changes.Select(c => $"{c.Field} {c.At} {c.Value is null}")).Append($"{f.Reps.Count} {f.Teams.Count} {f.Stages.Count} {f.Accounts.Count} {f.Quotas.Count}"));

    /// <summary>Keeps a handler alive when a client over it is disposed.</summary>
    private sealed class Undying(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _inner.SendAsync(request, cancellationToken);
    }
}
