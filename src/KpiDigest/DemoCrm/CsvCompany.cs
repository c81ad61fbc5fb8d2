using KpiDigest.DemoCrm.Csv;
using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm;

/// <summary>A folder of CSV exports in the layout that this folder's README documents.</summary>
internal static class CsvCompany
{
    /// <summary>Reads the whole folder or nothing of it. What the files do not state is served as null or as an empty list.</summary>
    /// <exception cref="FormatException">All faults of all files, each with file, row, column, value and reason.</exception>
    public static DemoCrmData Load(string folder)
    {
        List<CsvFault> faults = [];
        if (!Directory.Exists(folder)) throw new CsvFolderException(folder, [new CsvFault(folder, 0, "", "", "the folder is missing")]);
        var teams = new SalesTeamsFile(folder, faults);
        var accounts = new AccountsFile(folder, faults);
        var products = new ProductsFile(folder, faults);
        var deals = new SalesPipelineFile(folder, teams, accounts, products, faults);
        if (faults.Count > 0) throw new CsvFolderException(folder, faults);
        var pipeline = deals.Pipeline();
        return new DemoCrmData
        {
            EndsAt = deals.EndsAt,
            CompanyName = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            TimeZone = "UTC",
            Currency = "USD",
            TeamLeads = teams.Leads(),
            Pipelines = [pipeline],
            Teams = teams.Teams,
            Owners = teams.Owners(deals.EndsAt),
            Records = new Dictionary<string, IReadOnlyList<DemoRecord>>
            {
                ["deals"] = deals.Deals(pipeline),
                ["companies"] = accounts.Companies(deals.EndsAt),
            },
        };
    }
}
