using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.Recording;
using KpiDigest.Tests.Crm.Recording;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>A recording of Dynamics holds nothing that was planted there, and nothing that logs in; a connector can live on it.</summary>
public sealed class DynamicsRecordingTests : IDisposable
{
    private static readonly string[] Planted =
    [
        "eyJ0eXAi", FakeDynamics.Secret, FakeDynamics.Client, FakeDynamics.Tenant, FakeDynamics.UserId, FakeDynamics.OrganizationId, "acme", "Northwind", "Secret Renewal", "Ruiz", "ana.ruiz", "Bavaria", "lost to rival",
        "Metrion", "12345.67", "8765432", "new_acme", "Gold tier", "Team Nightingale", "aaaaaaaa-0000", "bbbbbbbb-0000", "cccccccc-0000", "access_token", "uthorization",
    ];

    private readonly Pulling _pulling = new();
    private readonly TempFolder _folder = new();

    public DynamicsRecordingTests()
    {
        var fake = _pulling.Fake;
        fake.PageRows = 100;
        fake.Tables["account"].Columns["new_acmetier"] = "Picklist";
        fake.Tables["opportunity"].Options["new_kind"] = [(1, "Gold tier")];
        fake.Put("businessunit", Pulling.Id('d', 1), ("name", "Team Nightingale"), ("parentbusinessunitid", new FakeLookup("businessunit", Pulling.Top, "acme")));
        fake.Put("systemuser", Pulling.Id('a', 1), ("fullname", "Ana Ruiz"), ("internalemailaddress", "ana.ruiz@acme-corp.test"), ("isdisabled", false), ("businessunitid", new FakeLookup("businessunit", Pulling.Id('d', 1), "Team Nightingale")));
        fake.Put("account", Pulling.Id('c', 1), ("name", "Northwind"), ("address1_country", "Bavaria"), ("owninguser", Pulling.User(Pulling.Id('a', 1))));
        for (var number = 1; number <= 250; number++)
        {
            _pulling.Deal(
                number, ("name", "Secret Renewal"), ("statecode", 2), ("statuscode", new FakeChoice(5, "lost to rival")), ("estimatedvalue", 12_345.67m), ("estimatedvalue_base", 8_765_432m),
                ("parentaccountid", new FakeLookup("account", Pulling.Id('c', 1), "Northwind")), ("actualclosedate", new LocalDate(2026, 11, 3)));
            fake.Put("opportunityclose", Pulling.Id('e', number), ("opportunityid", new FakeLookup("opportunity", Pulling.Id('b', number), "Secret Renewal")), ("createdon", _pulling.Now), ("competitorid", new FakeLookup("competitor", Pulling.Id('f', 1), "Metrion")));
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
        Assert.Equal(200, deals.Count);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            foreach (var planted in Planted) Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("oauth2", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_connector_gets_the_same_facts_from_a_replay_except_for_what_they_are_called_and_worth()
    {
        var real = await RecordAsync();
        _pulling.Options.BaseUrl = "https://example.com";
        using var replayed = new Replayed(_folder.Path);
        var again = await PullAsync(new WithLogin(replayed));

        Assert.Equal(real.Select(d => (d.Status, d.Close, d.Created, d.Currency, d.StageId, d.Competitors.Count)), again.Select(d => (d.Status, d.Close, d.Created, d.Currency, d.StageId, d.Competitors.Count)));
        Assert.Single(again.Select(d => (d.OwnerId, d.AccountId)).Distinct());
        Assert.Equal(200, again.Select(d => d.Id).Distinct().Count());
        Assert.Empty(real.Select(d => d.Id).Intersect(again.Select(d => d.Id)));
        Assert.All(again, d => Assert.InRange(d.Amount!.Value, 9_000, 16_000));
    }

    private async Task<IReadOnlyList<Deal>> RecordAsync()
    {
        using var recording = new RecordingHandler(_folder.Path, _pulling.Options.Fields.All.Select(f => f.Property), new Undisposed(_pulling.Fake));
        return await PullAsync(recording);
    }

    private async Task<IReadOnlyList<Deal>> PullAsync(HttpMessageHandler transport)
    {
        using var source = new DynamicsSource(_pulling.Options, _pulling.Clock, transport);
        await source.OpenAsync(TestContext.Current.CancellationToken);
        var deals = new List<Deal>();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), full: true, new SilentProgress(), TestContext.Current.CancellationToken)) deals.AddRange(page.Facts.Deals);
        await source.TotalsAsync(TestContext.Current.CancellationToken);
        return deals;
    }

    /// <summary>No recording holds a login.</summary>
    private sealed class WithLogin(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)
            ? Task.FromResult(FakeDynamics.Json(200, """{"token_type":"Bearer","expires_in":3599,"access_token":"another"}"""))
            : base.SendAsync(request, cancellationToken);
    }
}
