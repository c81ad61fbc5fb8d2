using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Configuration;

public sealed class KpiOptionsTests
{
    [Fact]
    public void Without_any_the_catalogues_own_rules_hold()
    {
        var kpis = Load("").Kpis;

        Assert.Equal((ChurnMode.Contract, 365, false), (kpis.ChurnMode, kpis.InactivityDays, kpis.LeadsCarry));
        Assert.Equal(((decimal?)null, (decimal?)null), (kpis.NeedsHelpBar, kpis.LargeClientSize));
        Assert.Contains("commit", kpis.CommitCategories);
        Assert.Contains("best case", kpis.BestCaseCategories);
    }

    [Fact]
    public void Each_reaches_the_kpis()
    {
        var kpis = Load("""
            "Quotas": { "LeadsCarry": true }, "Churn": { "Mode": "Inactivity", "InactivityDays": 200 }, "Signals": { "Season": false },
            "Kpis": { "NeedsHelpBar": 0.25, "LargeClientSize": 50000, "CommitCategories": ["Zusage"], "BestCaseCategories": ["Chance"] },
            """).Kpis;

        Assert.Equal((ChurnMode.Inactivity, 200, true), (kpis.ChurnMode, kpis.InactivityDays, kpis.LeadsCarry));
        Assert.Equal((0.25m, 50_000m, false), (kpis.NeedsHelpBar, kpis.LargeClientSize, kpis.SeasonalSignals));
        Assert.Equal(["Zusage", "Chance"], [.. kpis.CommitCategories, .. kpis.BestCaseCategories]);
    }

    [Theory]
    [InlineData("\"Churn\": { \"Mode\": \"Sometimes\" },", "Churn:Mode")]
    [InlineData("\"Churn\": { \"InactivityDays\": 0 },", "Churn:InactivityDays")]
    [InlineData("\"Kpis\": { \"NeedsHelpBar\": 25 },", "Kpis:NeedsHelpBar")]
    [InlineData("\"Kpis\": { \"LargeClientSize\": -1 },", "Kpis:LargeClientSize")]
    public void A_fault_names_its_key(string json, string key) =>
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Load(json)).Faults, f => f.Key == key);

    [Fact]
    public void They_are_part_of_what_a_run_keeps() => Assert.NotEqual(Load("").Hash, Load("\"Kpis\": { \"NeedsHelpBar\": 0.25 },").Hash);

    private static Settings Load(string more)
    {
        using var folder = new TempFolder();
        return ConfigurationLoader.Load(folder.Write("appsettings.json", $$"""{ {{more}} "Crm": { "Kind": "HubSpot", "Token": "t" }, "Store": { "ConnectionString": "Data Source=x.db" } }"""));
    }
}
