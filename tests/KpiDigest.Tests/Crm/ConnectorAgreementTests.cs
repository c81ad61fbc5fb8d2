using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Crm;
using KpiDigest.Crm.Csv;
using KpiDigest.Crm.Dynamics;
using KpiDigest.Crm.HubSpot;
using KpiDigest.Crm.Pipedrive;
using KpiDigest.Crm.Salesforce;
using KpiDigest.DemoCrm;
using KpiDigest.Secrets;
using KpiDigest.Store;
using KpiDigest.Tests.Crm.Dynamics;
using KpiDigest.Tests.Crm.Pipedrive;
using KpiDigest.Tests.Crm.Salesforce;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Crm;

/// <summary>The same 8,800 deals behind each connector: whatever the CRM, the same figures to the last digit, and no-data with its reason where it tells less.</summary>
public sealed class ConnectorAgreementTests : StoreTests
{
    private static readonly string[] Agreeing = ["won-revenue", "win-rate", "average-deal", "sales-cycle", "pipeline-created"];

    /// <summary>KPIs of how deals came to stand as they do: equal where a connector tells, no-data with a reason where not.</summary>
    private static readonly string[] OfHistory = ["slippage", "stage-conversion", "pipeline-bridge", "forecast-accuracy"];

    /// <summary>KPIs of what this data set does not hold.</summary>
    private static readonly string[] WithoutData = ["quota-attainment", "client-engagement", "coaching-hours", "lead-conversion"];

    /// <summary>Every connector, with a source over the folder; a new one adds a line.</summary>
    private static readonly Dictionary<string, Func<string, Task<Served>>> Connectors = new()
    {
        ["hubspot"] = async folder =>
        {
            var server = await DemoCrmServer.StartAsync(CsvCompany.Load(folder), 0, null, CancellationToken.None);
            var options = new CrmOptions { Kind = "HubSpot", BaseUrl = server.BaseUrl.ToString(), Token = new SecretText(server.Token), RequestsPerTenSeconds = 100_000 };
            return new Served(new HubSpotSource(options, new ImpatientClock()), server);
        },
        ["salesforce"] = folder =>
        {
            var clock = new ImpatientClock();
            var fake = SalesforceOfExport.Fill(new FakeSalesforce(clock), CsvCompany.Load(folder));
            foreach (var history in new[] { SalesforceApi.OpportunityHistory, SalesforceApi.OpportunityFieldHistory }) fake.Schema.Remove(history);
            return Task.FromResult(new Served(new SalesforceSource(Salesforce.Pulling.Usual(), clock, fake), null));
        },
        ["dynamics"] = folder =>
        {
            var clock = new ImpatientClock();
            var fake = DynamicsOfExport.Fill(new FakeDynamics(clock), CsvCompany.Load(folder));
            return Task.FromResult(new Served(new DynamicsSource(Dynamics.Pulling.Usual(), clock, fake), null));
        },
        ["pipedrive"] = folder =>
        {
            var clock = new ImpatientClock();
            var (fake, options) = (PipedriveOfExport.Fill(new FakePipedrive(clock), CsvCompany.Load(folder)), Pipedrive.Pulling.Usual());
            options.Pipedrive.HistoryTokensPerDay = 0;
            return Task.FromResult(new Served(new PipedriveSource(options, clock, fake), null));
        },
        ["csv"] = folder => Task.FromResult(new Served(new CsvSource(new CrmOptions { Kind = "Csv", Folder = folder }), null)),
    };

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task Every_scope_has_the_same_figures_whatever_the_connector()
    {
        var folder = Need.TestData("maven_crm");
        var facts = new Dictionary<string, SalesFacts>();
        foreach (var (name, serve) in Connectors)
        {
            await using var served = await serve(folder);
            await new CrmSync(served.Source, new FactStore(Database), new ImpatientClock()).RunAsync(false, new SilentProgress(), Now);
            facts[name] = await LoadAsync(served.Source.Name);
        }

        var first = Figures(facts.First().Value).ToList();
        Assert.True(first.Count > 42 * 4 * Agreeing.Length);
        Assert.Contains("company 2017-Q4 won-revenue: 2802496", first);
        foreach (var (_, other) in facts.Skip(1)) Assert.Equal(first, Figures(other));
        foreach (var id in OfHistory) Assert.Single(facts.Values.Select(f => Told(f, id)).OfType<decimal>().Distinct().DefaultIfEmpty());
        foreach (var id in WithoutData) Assert.All(facts.Values, f => Assert.Null(Told(f, id)));
    }

    /// <summary>The company's value; where there is none, it says why.</summary>
    private static decimal? Told(SalesFacts facts, string id)
    {
        var result = Evaluate(facts, id, "company", "2017-Q4");
        Assert.True(result is { Value: not null } or { Reason.Length: > 0 }, id);
        return result.Value;
    }

    /// <summary>Value, count, every part and comparison of every scope and quarter, one line each.</summary>
    private static IEnumerable<string> Figures(SalesFacts facts)
    {
        foreach (var scope in Scopes(facts))
        {
            foreach (var period in new[] { "2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4", "2017-W50" })
            {
                foreach (var id in Agreeing)
                {
                    var result = Evaluate(facts, id, scope, period);
                    yield return FormattableString.Invariant($"{scope} {period} {id}: {result.Value?.ToString("0.#############################", System.Globalization.CultureInfo.InvariantCulture)}");
                    yield return FormattableString.Invariant($"{scope} {period} {id}: {result.Status} {result.Reason} {result.Numerator} of {result.Denominator}, {result.Previous?.Value}, {string.Join(' ', result.Parts.Select(Text))}");
                }
            }
        }
    }

    /// <summary>Parts that are sums of quotients have a 28th digit that depends on the order of the deals.</summary>
    private static string Text(KpiPart part) => FormattableString.Invariant($"{part.Name} {(part.Value is { } value ? decimal.Round(value, 20) : null)} {part.Text}");

    private static IReadOnlyList<string> Scopes(SalesFacts facts) =>
        ["company", .. facts.Teams.Select(t => $"team:{t.Name}").Order(StringComparer.Ordinal), .. facts.Reps.Select(r => $"rep:{r.Name}").Order(StringComparer.Ordinal)];

    private static KpiResult Evaluate(SalesFacts facts, string id, string scope, string period)
    {
        Assert.True(facts.TryResolve(scope, out var resolved, out var fault), fault);
        Assert.True(facts.Calendar.TryParse(period, out var parsed, out fault), fault);
        return KpiCatalogue.Evaluate(KpiCatalogue.Find(id)!, facts, resolved, parsed);
    }

    private Task<SalesFacts> LoadAsync(string source)
    {
        var end = Instant.FromUtc(2018, 1, 1, 0, 0);
        return new FactStore(Database).LoadAsync(source, new SalesFactsSettings(end, new PeriodCalendar(DateTimeZone.Utc, 1), "USD", new DealRules()), Instant.FromUtc(2027, 1, 1, 0, 0), Now);
    }

    /// <summary>A source, and the server that stands behind it.</summary>
    private sealed record Served(ICrmSource Source, IAsyncDisposable? Server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Source.Dispose();
            if (Server is not null) await Server.DisposeAsync();
        }
    }
}
