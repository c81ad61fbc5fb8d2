using System.Security.Cryptography;
using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.DemoCrm;
using KpiDigest.Secrets;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

/// <summary>The generated company as the real client sees it, pulled once over HTTP and put into facts.</summary>
public sealed class SyncedDemo : IAsyncLifetime
{
    public SalesFacts Facts { get; private set; } = null!;

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public int Requests { get; private set; }

    /// <summary>What the supplement files name and nobody could be found for.</summary>
    public IReadOnlyList<string> SupplementNotes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var data = DemoWorld.Data;
        await using var server = await DemoCrmServer.StartAsync(data, 0, null, CancellationToken.None);
        var options = new CrmOptions { Kind = "HubSpot", BaseUrl = server.BaseUrl.ToString(), Token = new SecretText(server.Token), RequestsPerTenSeconds = 100_000, SearchesPerSecond = 5 };
        foreach (var (field, property) in data.Fields) typeof(CrmFieldOptions).GetProperty(field)!.SetValue(options.Fields, property);
        foreach (var (type, kind) in data.DealKinds) options.DealKinds[type] = kind;
        using var source = new HubSpotSource(options, new StandingClock(data.EndsAt));
        var account = await source.OpenAsync(CancellationToken.None);
        Facts = await BuildAsync(source, data);
        Warnings = [.. account.Warnings, .. account.Missing.Select(m => $"{m.Key}: {m.Value}"), .. source.Warnings];
        Requests = server.Faults.RequestCount;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A KPI of a scope.</summary>
    public KpiResult Kpi(string id, string scope, string period)
    {
        Assert.True(Facts.TryResolve(scope, out var resolved, out var fault), fault);
        Assert.True(Facts.Calendar.TryParse(period, out var parsed, out fault), fault);
        return KpiCatalogue.Evaluate(KpiCatalogue.Find(id)!, Facts, resolved, parsed);
    }

    private async Task<SalesFacts> BuildAsync(HubSpotSource source, DemoCrmData data)
    {
        var calendar = new PeriodCalendar(DateTimeZoneProviders.Tzdb[data.TimeZone]);
        var builder = new SalesFactsBuilder(new SalesFactsSettings(data.EndsAt, calendar, data.Currency, new DealRules()));
        var crm = new FactBatch();
        await foreach (var page in source.PullAsync(new Dictionary<string, string>(), true, new SilentProgress(), CancellationToken.None))
        {
            crm = Together(crm, page.Facts);
            foreach (var rep in page.Facts.Reps) builder.AddRep(rep, data.EndsAt);
            foreach (var team in page.Facts.Teams) builder.AddTeam(team);
            foreach (var stage in page.Facts.Stages) builder.AddStage(stage);
            foreach (var deal in page.Facts.Deals) builder.AddDeal(deal);
            foreach (var change in page.Facts.Changes) builder.AddChange(change);
            foreach (var activity in page.Facts.Activities) builder.AddActivity(activity);
            foreach (var quota in page.Facts.Quotas) builder.AddQuota(quota);
            foreach (var account in page.Facts.Accounts) builder.AddAccount(account);
            foreach (var lead in page.Facts.Prospects) builder.AddProspect(lead);
        }

        var supplements = Supplements(data).Bind(new FactNames(crm.Reps, crm.Teams, crm.Stages, crm.Accounts, crm.Quotas));
        SupplementNotes = [.. supplements.Notes, .. supplements.Missing.Values];
        builder.AddSupplements(supplements);
        return builder.Build();
    }

    private static FactBatch Together(FactBatch one, FactBatch other) => new()
    {
        Reps = [.. one.Reps, .. other.Reps],
        Teams = [.. one.Teams, .. other.Teams],
        Stages = [.. one.Stages, .. other.Stages],
        Accounts = [.. one.Accounts, .. other.Accounts],
    };

    private static SupplementSet Supplements(DemoCrmData data) => new(
        [.. data.Supplements.Select(file => Known(file.Key, Encoding.UTF8.GetBytes(file.Value)))], hasFolder: true, DateTimeZoneProviders.Tzdb[data.TimeZone]);

    private static KnownSupplement Known(string name, byte[] bytes)
    {
        var version = new SupplementVersion(name, SupplementState.Taken, Convert.ToHexStringLower(SHA256.HashData(bytes)), null) { Bytes = bytes };
        return new KnownSupplement(name, version, version);
    }

    private sealed class StandingClock(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
    }
}
