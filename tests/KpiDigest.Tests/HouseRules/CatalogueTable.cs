using System.Text;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.HouseRules;

/// <summary>The table of all KPIs in the docs is the one the code gives.</summary>
public class CatalogueTable
{
    private const string File = "src/KpiDigest.Core/Kpis/CATALOGUE.md";

    [Fact]
    public void The_table_of_kpis_says_what_the_code_says()
    {
        var path = Path.Combine(RepositoryRoot.Path, File);
        var wanted = Text();
        if (Environment.GetEnvironmentVariable("KPIDIGEST_WRITE_TABLES") == "1") System.IO.File.WriteAllText(path, wanted);
        Assert.True(System.IO.File.ReadAllText(path) == wanted, $"{File} is not what the code gives: write it anew with KPIDIGEST_WRITE_TABLES=1 and review the difference.");
    }

    private static string Text()
    {
        var text = new StringBuilder();
        text.Append("# The KPIs\n\nWritten by a test from the code (`CatalogueTable`); what the rules mean in detail stands in each class and in this folder's [README](README.md).\n\n");
        text.Append("| id | what it is | formula | unit | inputs | levels | asked for |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var kpi in KpiCatalogue.All)
            text.Append($"| `{kpi.Id}` | {kpi.Definition} | {kpi.Formula} | {kpi.Unit.ToString().ToLowerInvariant()} | {Inputs(kpi)} | {Levels(kpi)} | {Cadences(kpi)} |\n");
        return text.ToString();
    }

    private static string Inputs(IKpi kpi) => string.Join(", ", kpi.Needs.Select(Input));

    private static string Input(FactKind kind) => SupplementKinds.Files.TryGetValue(kind, out var file) ? $"`{file}`" : kind switch
    {
        FactKind.Prospect => "leads",
        FactKind.Activity => "activities",
        FactKind.Quota => "quotas (CRM or `quotas.csv`)",
        _ => $"{kind.ToString().ToLowerInvariant()}s",
    };

    private static string Levels(IKpi kpi) => string.Join(", ", kpi.Levels.Select(l => l.ToString().ToLowerInvariant()));

    private static string Cadences(IKpi kpi) => string.Join(", ", kpi.Cadences.Select(c => c.ToString().ToLowerInvariant()));
}
