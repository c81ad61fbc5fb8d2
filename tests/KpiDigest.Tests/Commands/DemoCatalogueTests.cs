using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;

namespace KpiDigest.Tests.Commands;

/// <summary>The demo has data for every KPI of the catalogue, through the command line.</summary>
public sealed class DemoCatalogueTests(SyncedDemo demo) : IClassFixture<SyncedDemo>
{
    [Theory]
    [InlineData("2026-Q3", PeriodKind.Quarter)]
    [InlineData("2026-W46", PeriodKind.Week)]
    public async Task Every_kpi_that_has_the_cadence_has_a_value_for_the_company(string period, PeriodKind cadence)
    {
        var expected = KpiCatalogue.All.Where(k => k.Cadences.Contains(cadence) && k.Levels.Contains(ScopeKind.Company)).Select(k => k.Id).ToList();

        var results = await demo.Shell.JsonAsync("kpi", "--period", period, "--scope", "company");

        var states = results.EnumerateArray().ToDictionary(
            r => r.GetProperty("kpi").GetString()!,
            r => r.GetProperty("status").GetString() + (r.TryGetProperty("reason", out var reason) ? ": " + reason.GetString() : ""));
        Assert.Empty(expected.Where(id => !states[id].StartsWith("ok", StringComparison.Ordinal)).Select(id => $"{id} {states[id]}"));
    }
}
