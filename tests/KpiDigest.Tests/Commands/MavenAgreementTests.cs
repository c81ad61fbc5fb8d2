using System.Globalization;
using System.Text.Json;
using KpiDigest.DemoCrm;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Commands;

/// <summary>
/// Real-shaped input, CSV → HubSpot API → client → store → command line, against figures computed independently. Counts are equal,
/// other values equal after rounding to the printed digits.
/// </summary>
public class MavenAgreementTests
{
    private static readonly string[] Quarters = ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"];

    [Fact]
    public async Task Kpis_of_company_managers_and_agents_agree_with_the_reference_in_every_quarter()
    {
        var folder = Need.TestData("maven_crm");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json"), TestContext.Current.CancellationToken));
        await using var shell = await Shell.OnAsync(CsvCompany.Load(folder));
        var (exit, synced, _) = await shell.RunAsync("sync");
        Assert.Equal(0, exit);
        Assert.Contains("  deals: 177 requests planned, 177 made", synced, StringComparison.Ordinal);
        var checkedScopes = 0;

        foreach (var (scope, quarter, figures) in Expected(expected.RootElement))
        {
            var kpis = (await shell.JsonAsync("kpi", "--period", quarter, "--scope", scope)).EnumerateArray().ToDictionary(k => k.GetProperty("kpi").GetString()!);
            Compare(kpis, figures, $"{scope} {quarter}");
            checkedScopes++;
        }

        // 4 quarters of the company, 6 managers in each, and each agent in each quarter in which he or she closed anything.
        Assert.Equal(4 + (6 * 4) + expected.RootElement.GetProperty("by_agent_and_close_quarter").EnumerateObject().Count(), checkedScopes);
    }

    private static IEnumerable<(string Scope, string Quarter, JsonElement Figures)> Expected(JsonElement root)
    {
        foreach (var quarter in Quarters) yield return ("company", quarter, root.GetProperty("by_close_quarter").GetProperty(quarter));
        foreach (var (name, prefix) in new[] { ("by_manager_and_close_quarter", "team:"), ("by_agent_and_close_quarter", "rep:") })
            foreach (var entry in root.GetProperty(name).EnumerateObject())
                yield return (prefix + entry.Name.Split('|')[0], entry.Name.Split('|')[1], entry.Value);
    }

    private static void Compare(Dictionary<string, JsonElement> kpis, JsonElement figures, string where)
    {
        var (won, lost) = (figures.GetProperty("won").GetDecimal(), figures.GetProperty("lost").GetDecimal());
        Equal(won, kpis["win-rate"].GetProperty("numerator"), where + " won");
        Equal(won + lost, kpis["win-rate"].GetProperty("denominator"), where + " closed");
        Equal(figures.GetProperty("win_rate"), kpis["win-rate"].GetProperty("value"), where + " win rate");
        Equal(won, kpis["won-revenue"].GetProperty("parts").GetProperty("count"), where + " won count");
        Equal(figures.GetProperty("revenue_won"), kpis["won-revenue"].GetProperty("value"), where + " revenue");
        Equal(figures.GetProperty("avg_won_deal"), kpis["average-deal"].GetProperty("value"), where + " average deal");
        Equal(figures.GetProperty("median_won_deal"), kpis["average-deal"].GetProperty("parts").GetProperty("median"), where + " median deal");
        Equal(figures.GetProperty("cycle_days_won_median"), kpis["sales-cycle"].GetProperty("value"), where + " cycle median");
        Equal(figures.GetProperty("cycle_days_won_mean"), kpis["sales-cycle"].GetProperty("parts").GetProperty("mean"), where + " cycle mean");
    }

    private static void Equal(decimal expected, JsonElement actual, string what) => Assert.True(expected == actual.GetDecimal(), $"{what}: {expected} expected, {actual} computed");

    private static void Equal(JsonElement expected, JsonElement actual, string what)
    {
        if (expected.ValueKind == JsonValueKind.Null || actual.ValueKind == JsonValueKind.Null)
            Assert.True((expected.ValueKind == JsonValueKind.Null || expected.GetDecimal() == 0) && (actual.ValueKind == JsonValueKind.Null || actual.GetDecimal() == 0), $"{what}: {expected} expected, {actual} computed");
        else
            Assert.True(Rounded(expected.GetDecimal()) == Rounded(actual.GetDecimal()), string.Create(CultureInfo.InvariantCulture, $"{what}: {expected} expected, {actual} computed"));
    }

    private static decimal Rounded(decimal value) => Math.Round(value, 10, MidpointRounding.ToEven);
}
