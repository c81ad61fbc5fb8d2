using System.Globalization;
using KpiDigest.DemoCrm.Records;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.DemoCrm;

/// <summary>What a reader of the digests finds in the generated company, seen through the real client and the real KPIs.</summary>
public sealed class DemoStoryTests(SyncedDemo demo) : IClassFixture<SyncedDemo>
{
    private const string Slipping = "team:Nordics";
    private const string Improving = "rep:Aoife O'Sullivan";
    private static readonly string[] Quarters = ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"];

    [Fact]
    public void The_client_has_nothing_to_complain_about() => Assert.Empty(demo.Warnings);

    [Fact]
    public void One_team_slips_in_win_rate_and_in_new_pipeline()
    {
        Assert.InRange(Value("win-rate", Slipping, "2026-Q3"), 0.1m, 0.2m);
        Assert.InRange(Value("win-rate", Slipping, "2025-Q4"), 0.26m, 0.4m);
        Assert.True(Value("pipeline-created", Slipping, "2026-Q3") < 0.8m * Value("pipeline-created", Slipping, "2025-Q3"));
        Assert.True(Value("pipeline-coverage", Slipping, "2026-W46") < 2);
        foreach (var team in OtherTeams()) Assert.True(Value("win-rate", team, "2026-Q3") > 0.22m, team);
    }

    [Fact]
    public void One_rep_improves_clearly()
    {
        Assert.True(Value("win-rate", Improving, "2025-Q3") < 0.26m);
        Assert.True(Value("win-rate", Improving, "2026-Q2") > 0.3m);
        Assert.True(Value("win-rate", Improving, "2026-Q3") > 0.45m);
        Assert.True(Value("target-achievement", Improving, "2026-Q3") > 1.5m);
    }

    [Fact]
    public void Quotas_are_believable_and_the_last_quarter_missed_its_own_a_bit()
    {
        Assert.All(Quarters, q => Assert.InRange(Value("target-achievement", "company", q), 0.85m, 1.12m));
        Assert.All(Quarters, q => Assert.InRange(Value("quota-attainment", "company", q), 0.3m, 0.6m));
        Assert.InRange(Value("target-achievement", "company", "2026-Q3"), 0.86m, 0.93m);
    }

    [Fact]
    public void Only_the_last_quarter_was_forecast_too_rosily()
    {
        foreach (var quarter in Quarters[..^1]) Assert.InRange(ForecastFourWeeksBefore(quarter) / Value("won-revenue", "company", quarter), 0.7m, 1.02m);
        Assert.InRange(ForecastFourWeeksBefore("2026-Q3") / Value("won-revenue", "company", "2026-Q3"), 1.12m, 1.3m);
    }

    [Fact]
    public void A_handful_of_big_deals_is_stale()
    {
        Assert.InRange(Value("stale-deals", "company", "2026-W46"), 30, 60);
        var quietSince = DemoWorld.Data.EndsAt - Duration.FromDays(60);
        var big = DemoWorld.Living.Where(d => !d.Stage.IsClosed && d.Modified < quietSince && d.HomeAmount > 150_000).ToList();
        Assert.InRange(big.Count, 5, 12);
        Assert.DoesNotContain(DemoWorld.Data.Records["meetings"].Cast<MeetingRecord>(), m => m.DealId != 0 && m.End > quietSince && big.Exists(d => d.Id == m.DealId));
    }

    [Fact]
    public void Every_name_in_the_supplement_files_is_somebody() => Assert.Empty(demo.SupplementNotes);

    [Fact]
    public void The_survey_shows_which_team_slips()
    {
        Assert.True(Value("engagement-score", Slipping, "2025-Q4") > 7);
        Assert.True(Value("engagement-score", Slipping, "2026-Q3") < 6);
        Assert.All(OtherTeams(), t => Assert.True(Value("engagement-score", t, "2026-Q3") > 7, t));
    }

    [Fact]
    public void The_training_on_first_talks_was_followed_by_better_win_rates() => Assert.InRange(Value("training-effect", "company", "2026-Q3"), 0.03m, 0.3m);

    [Fact]
    public void A_new_customer_costs_more_than_a_year_ago()
    {
        Assert.InRange(Value("cac", "company", "2026-Q2"), 8_000, 15_000);
        Assert.True(Value("cac", "company", "2026-Q3") > Value("cac", "company", "2025-Q3"));
    }

    [Fact]
    public void Of_the_objectives_the_companys_revenue_is_at_risk_and_the_slipping_teams_own_missed()
    {
        Assert.Equal(0.75m, Value("objectives", "company", "2026-Q3"));
        Assert.InRange(Value("won-revenue", "company", "2026-Q3") / 4_200_000, 0.9m, 0.99m);
        Assert.Equal(0m, Value("objectives", Slipping, "2026-Q3"));
    }

    [Fact]
    public void One_lead_in_ten_becomes_a_won_deal_and_few_customers_leave()
    {
        Assert.InRange(Value("lead-conversion", "company", "2026-Q1"), 0.06m, 0.18m);
        Assert.InRange(Value("churn-rate", "company", "2026-Q3"), 0.01m, 0.06m);
    }

    [Fact]
    public void The_table_in_the_readme_is_true()
    {
        var readme = File.ReadAllText(RepositoryRoot.Combine("src", "KpiDigest", "DemoCrm", "README.md"));
        Assert.True(readme.Contains(Table(), StringComparison.Ordinal), "the table is now\n" + Table());
    }

    private static IEnumerable<string> OtherTeams() => DemoWorld.Data.Teams.Select(t => "team:" + t.Name).Where(t => t != Slipping);

    private decimal Value(string kpi, string scope, string period) => demo.Kpi(kpi, scope, period).Value ?? throw new InvalidOperationException($"{kpi} {scope} {period} has no value");

    /// <summary>Win rate and won revenue in thousands of euros.</summary>
    private string Table()
    {
        string[] quarters = [.. Quarters[^6..], "2026-Q4"];
        var lines = new List<string> { $"| | {string.Join(" | ", quarters)} |", $"|---|{string.Concat(quarters.Select(_ => "---|"))}" };
        foreach (var scope in OtherTeams().Prepend(Slipping).Prepend("company").Append(Improving))
            lines.Add($"| {scope} | {string.Join(" | ", quarters.Select(q => Cell(scope, q)))} |");
        lines.Add($"| reached of its quota | {string.Join(" | ", quarters.Select(q => Percent(Value("target-achievement", "company", q))))} |");
        return string.Join('\n', lines) + "\n";
    }

    private string Cell(string scope, string quarter) =>
        string.Create(CultureInfo.InvariantCulture, $"{Percent(Value("win-rate", scope, quarter))}, {Value("won-revenue", scope, quarter) / 1000:0}");

    private static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary>Won by then, and what was committed then to close within the quarter.</summary>
    private decimal ForecastFourWeeksBefore(string quarter)
    {
        Assert.True(demo.Facts.Calendar.TryParse(quarter, out var period, out var fault), fault);
        var at = period.EndInstant - Duration.FromDays(28);
        return DemoWorld.Living.Where(d => d.Kind != "renewal" && d.Created <= at).Sum(d => Forecast(d, at, period.StartInstant, period.EndInstant));
    }

    private static decimal Forecast(DealRecord deal, Instant at, Instant start, Instant end)
    {
        string? Then(string property) => deal.History.LastOrDefault(h => h.Property == property && h.At <= at).Value.ToString();
        var close = InstantPattern.ExtendedIso.Parse(Then(Tracked.Close)!).Value;
        var counts = Then(Tracked.Stage) == "closedwon" || (Then(Tracked.Stage) != "closedlost" && Then(Tracked.Category) == "COMMIT");
        return counts && close >= start && close < end ? decimal.Parse(Then(Tracked.Amount) ?? "0", CultureInfo.InvariantCulture) * deal.Rate : 0;
    }
}
