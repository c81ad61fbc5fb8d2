using Dapper;
using FsCheck;
using FsCheck.Fluent;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.CrossCheck;

/// <summary>The KPIs and a second implementation of them in SQL answer alike, for every scope of any company.</summary>
public abstract class CrossCheckTests : StoreTests
{
    internal static readonly Instant T = Instant.FromUtc(2017, 12, 20, 12, 0);

    private static readonly PeriodCalendar Utc = new(DateTimeZone.Utc);
    private static readonly DealRules Rules = new() { NotALoss = ["duplicate"], ExcludedPipelines = ["partner"] };
    private int _companies;

    [Fact]
    public void Eight_kpis_agree_with_sql() => Agree(60);

    [Fact]
    [Trait("Length", "Long")]
    public void Eight_kpis_agree_with_sql_for_thousands_of_companies() => Agree(3000);

    private void Agree(int companies) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(companies), Prop.ForAll(RandomFacts.Seeds(), seeds => AgreesAsync(seeds).GetAwaiter().GetResult()));

    private async Task AgreesAsync(int[] seeds)
    {
        var source = $"company-{Interlocked.Increment(ref _companies)}";
        var facts = await StoredAsync(source, seeds);
        foreach (var (id, sql) in CrossCheckSql.Queries)
        {
            var kpi = KpiCatalogue.Find(id) ?? throw new InvalidOperationException($"no KPI {id}");
            foreach (var period in new[] { "2017-Q4", "2017-Q3", "2017-W51", "2017-W39" }.Select(Parsed).Where(p => Answers(kpi, p)))
                Compare($"{Text(seeds)}{id} {period.Label}", await RowsAsync(source, sql, period), Scopes(facts).ToDictionary(s => (s.Kind, s.Id), s => KpiCatalogue.Evaluate(kpi, facts, s, period)));
        }
    }

    /// <summary>The stale deals of T only: SQL knows the present ones.</summary>
    private static bool Answers(IKpi kpi, Period period) =>
        kpi.Cadences.Contains(period.Kind) && !(kpi.IsQuarterBound && period.Kind == PeriodKind.Week) && !(kpi.IsStock && period.EndInstant < T);

    private async Task<SalesFacts> StoredAsync(string source, int[] seeds)
    {
        var store = new FactStore(Database);
        await store.BeginSyncAsync(source, new CrmAccountRow("1", null, null, new Dictionary<FactKind, string>(), new Dictionary<FactKind, string>()), Instant.FromUtc(2016, 1, 1, 0, 0), Now);
        await WriteAsync(store, source, RandomFacts.People, Instant.FromUtc(2016, 1, 1, 0, 0));
        await WriteAsync(store, source, RandomFacts.Moves, Instant.FromUtc(2017, 10, 15, 9, 0));
        await WriteAsync(store, source, RandomFacts.Deals(seeds), Instant.FromUtc(2017, 12, 19, 0, 0));
        return await store.LoadAsync(source, new SalesFactsSettings(T, Utc, "EUR", Rules), T, Now);
    }

    private static Task<FactWriteCounts> WriteAsync(FactStore store, string source, FactBatch batch, Instant at) => store.WriteAsync(source, "all", batch, null, at, at, null, Now);

    private async Task<Dictionary<(ScopeKind, string), Row>> RowsAsync(string source, string sql, Period period) => (await Database.UseAsync(
        connection => connection.QueryAsync<Row>(
            CrossCheckDialect.Sql(Provider, sql),
            new
            {
                source,
                from = $"{period.Start:uuuu'-'MM'-'dd}",
                until = $"{period.End:uuuu'-'MM'-'dd}",
                start = Stored.Micros(period.StartInstant),
                end = Stored.Micros(period.EndInstant),
                now = Stored.Micros(T),
                reached = Math.Min(Stored.Micros(period.EndInstant) - 1, Stored.Micros(T)),
                today = $"{Utc.DateOf(T):uuuu'-'MM'-'dd}",
            }),
        Now)).ToDictionary(r => (r.Kind switch { 0 => ScopeKind.Company, 1 => ScopeKind.Team, _ => ScopeKind.Rep }, r.Id));

    private static IEnumerable<Scope> Scopes(SalesFacts facts) =>
    [
        Scope.Company, Scope.Unassigned, .. facts.Teams.Select(t => new Scope(ScopeKind.Team, t.Id, t.Name)), .. facts.Reps.Select(r => new Scope(ScopeKind.Rep, r.Id, r.Name)),
    ];

    private static void Compare(string what, Dictionary<(ScopeKind, string), Row> rows, Dictionary<(ScopeKind Kind, string Id), KpiResult> results)
    {
        Assert.Empty(rows.Keys.Except(results.Keys));
        foreach (var (scope, result) in results)
        {
            var row = rows.GetValueOrDefault(scope);
            var money = result.Unit == KpiUnit.Currency ? 10_000 : 1;
            if (result.Value is { } value) Same($"{what} {scope}", value * money, row?.Value ?? 0);
            else Assert.True(row?.Value is null || result.Reason!.Contains("state no amount", StringComparison.Ordinal) || result.Reason.Contains("add up to", StringComparison.Ordinal), $"{what} {scope}: {result.Reason}, SQL says {row?.Value}");
            if (result.Denominator is { } denominator) Same($"{what} {scope} denominator", denominator * (result.Kpi == "win-rate-value" ? 10_000 : 1), row?.Denominator ?? 0);
            if (result.Numerator is { } numerator) Same($"{what} {scope} numerator", numerator * (result.Kpi is "win-rate-value" or "average-deal" ? 10_000 : 1), row?.Numerator ?? 0);
        }
    }

    private static void Same(string what, decimal ours, double sql) =>
        Assert.True(Math.Abs((double)ours - sql) <= 1e-9 * Math.Max(1, Math.Abs(sql)), $"{what}: the KPI says {ours}, SQL says {sql}");

    /// <summary>The company in words, for the smallest one that does not agree.</summary>
    private static string Text(int[] seeds) => RandomFacts.Deals(seeds) is var batch && batch.Deals.Count > 3
        ? ""
        : string.Join('\n', [.. batch.Deals.Select(d => $"{d}"), .. batch.Changes.Select(c => $"{c}"), .. batch.Activities.Select(a => $"{a}"), ""]);

    private static Period Parsed(string label) => Utc.TryParse(label, out var period, out var fault) ? period : throw new ArgumentException(fault, nameof(label));

    private sealed class Row
    {
        public int Kind { get; set; }

        public string Id { get; set; } = "";

        public double? Value { get; set; }

        public double? Numerator { get; set; }

        public double? Denominator { get; set; }
    }
}
