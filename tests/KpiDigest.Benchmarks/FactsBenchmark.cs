using System.Diagnostics;
using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Store;
using KpiDigest.Store.Tables;
using KpiDigest.Tests.CrossCheck;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Facts from SQLite into memory against raw reading of the same columns; then all weekly KPIs of all scopes for the week and the 13
/// before it, against that load and against eight KPIs as one grouped SQL query each. Each size in turn, so that growth can be seen.
/// </summary>
internal static class FactsBenchmark
{
    private const int Rounds = 3;
    private static readonly PeriodCalendar Calendar = new(DateTimeZone.Utc);

    public static async Task RunAsync(params int[] sizes)
    {
        foreach (var deals in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("kpidigest-benchmark-").FullName;
            try
            {
                var company = new BigCompany(Path.Combine(folder, "big.db"), deals);
                await company.WriteAsync();
                await MeasureAsync(company, deals);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(BigCompany company, int deals)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {deals:N0} deals"));
        await using var database = new Database(new StoreOptions { ConnectionString = $"Data Source={company.File}" });
        SalesFacts? facts = null;
        var load = await BestAsync(async () => facts = await LoadAsync(database));
        var memory = PeakMegabytes();
        var kpis = await BestAsync(() => Task.Run(() => EvaluateAll(facts!)));
        var after = PeakMegabytes();
        var read = await BestAsync(() => Task.Run(() => ReadRaw(company.File)));
        Indexed(company.File);
        var sql = await BestAsync(() => Task.Run(() => Query(company.File)));
        var ours = await BestAsync(() => Task.Run(() => EvaluateQueried(facts!)));
        Print("raw SQLite reading of the same columns", read, "1.00 (baseline)");
        Print("facts loaded", load, $"{Ratio(read / load)} of it (target 0.70)");
        Print("all weekly KPIs, all scopes, 14 weeks", kpis, $"{Ratio(kpis / load)} of the load (target at most 0.50)");
        Print("the KPIs that SQL knows, all scopes, one week and quarter", ours, "1.00 (baseline)");
        Print("the same as one grouped SQL query each", sql, $"{Ratio(sql / ours)} times as long (target 20)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    peak memory {memory:N0} MB after loading, {after:N0} MB after the KPIs (target 1,024)"));
    }

    private static Task<SalesFacts> LoadAsync(Database database) =>
        new FactStore(database).LoadAsync(BigCompany.Source, new SalesFactsSettings(BigCompany.AsOf, Calendar, "EUR", new DealRules()), BigCompany.AsOf, CancellationToken.None);

    private static void EvaluateAll(SalesFacts facts)
    {
        var scopes = Scopes(facts);
        var weeks = Calendar.Trailing(Calendar.LastEnded(PeriodKind.Week, BigCompany.AsOf), 14);
        foreach (var kpi in KpiCatalogue.All.Where(k => k.Cadences.Contains(PeriodKind.Week)))
            foreach (var scope in scopes.Where(s => kpi.Levels.Contains(s.Kind)))
            {
                foreach (var week in weeks.SkipLast(1)) KpiCatalogue.Value(kpi, facts, scope, week);
                KpiCatalogue.Evaluate(kpi, facts, scope, weeks[^1]);
            }
    }

    private static void EvaluateQueried(SalesFacts facts)
    {
        foreach (var id in CrossCheckSql.Queries.Keys)
            foreach (var scope in Scopes(facts))
                if (KpiCatalogue.Find(id) is { } kpi) kpi.Compute(InputOf(kpi, facts, scope));
    }

    private static KpiInput InputOf(IKpi kpi, SalesFacts facts, Scope scope) => PeriodOf(kpi) is var period ? new KpiInput(facts, scope, period, period.End) : throw new UnreachableException();

    private static Period PeriodOf(IKpi kpi) => kpi.IsStock || !kpi.Cadences.Contains(PeriodKind.Quarter)
        ? Calendar.LastEnded(PeriodKind.Week, BigCompany.AsOf) : Calendar.Containing(PeriodKind.Quarter, BigCompany.AsOf - Duration.FromDays(1));

    private static List<Scope> Scopes(SalesFacts facts) =>
    [
        Scope.Company, .. facts.Teams.Select(t => new Scope(ScopeKind.Team, t.Id, t.Name)), .. facts.Reps.Select(r => new Scope(ScopeKind.Rep, r.Id, r.Name)),
    ];

    private static void ReadRaw(string file)
    {
        using var connection = Open(file);
        foreach (var table in FactTables.Kinds.Append(FactTables.Changes))
            RawRead.All(connection, $"select recorded_at, deleted, {table.KeyList}, {table.ContentList} from {table.Name} where source = '{BigCompany.Source}' and recorded_at <= {Stored.Micros(BigCompany.AsOf)} order by source, {table.KeyList}, recorded_at");
    }

    /// <summary>What the queries look for, so that they need not look at the tables.</summary>
    private static void Indexed(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = """
            create index if not exists covering_changes on deal_changes (source, deal_id, field, at, value);
            create index if not exists covering_reps on reps (source, id, recorded_at, team_id);
            create index if not exists covering_deals on deals (source, id, recorded_at, deleted, status, created_at, created_on, close_at, close_on, amount, currency, home_amount, kind, pipeline_id, owner_id, stage_id, lost_reason, modified_at);
            analyze;
            """;
        command.ExecuteNonQuery();
    }

    private static void Query(string file)
    {
        using var connection = Open(file);
        foreach (var (id, sql) in CrossCheckSql.Queries)
        {
            using var command = connection.CreateCommand();
            command.CommandText = CrossCheckDialect.Sql(StoreProvider.Sqlite, sql);
            var period = PeriodOf(KpiCatalogue.Find(id)!);
            foreach (var (name, value) in Parameters(period)) command.Parameters.AddWithValue(name, value);
            using var reader = command.ExecuteReader();
            while (reader.Read()) reader.GetValue(2);
        }
    }

    private static IEnumerable<(string Name, object Value)> Parameters(Period period) =>
    [
        ("@source", BigCompany.Source), ("@from", $"{period.Start:uuuu'-'MM'-'dd}"), ("@until", $"{period.End:uuuu'-'MM'-'dd}"), ("@start", Stored.Micros(period.StartInstant)),
        ("@end", Stored.Micros(period.EndInstant)), ("@reached", Math.Min(Stored.Micros(period.EndInstant) - 1, Stored.Micros(BigCompany.AsOf))), ("@now", Stored.Micros(BigCompany.AsOf)), ("@today", $"{Calendar.DateOf(BigCompany.AsOf):uuuu'-'MM'-'dd}"),
    ];

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task<double> BestAsync(Func<Task> round)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            GC.Collect();
            var started = Stopwatch.GetTimestamp();
            await round();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return best;
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Print(string what, double seconds, string ratio) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {what,-58} {seconds,8:0.000} s   {ratio}"));
}
