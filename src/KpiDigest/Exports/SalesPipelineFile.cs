using KpiDigest.Core.Facts;

namespace KpiDigest.Exports;

/// <summary>sales_pipeline.csv: one row a deal. Nothing that a row does not state is made up.</summary>
internal sealed class SalesPipelineFile
{
    public const string Name = "sales_pipeline.csv";
    private static readonly string[] Columns = ["opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value"];

    public SalesPipelineFile(string folder, SalesTeamsFile teams, AccountsFile accounts, ProductsFile products, List<CsvFault> faults)
    {
        Table = CsvTable.Read(folder, Name, required: true, Columns, faults);
        HashSet<string> ids = [];
        foreach (var row in Table.Rows)
        {
            var read = PipelineRow.Read(row, teams, accounts, products);
            if (read.Id.Length > 0 && !ids.Add(read.Id)) row.Fault("opportunity_id", "stands twice");
            Rows.Add(read);
        }
    }

    public CsvTable Table { get; }

    public List<PipelineRow> Rows { get; } = [];

    /// <summary>The open stages by the way they are written first: those before engaging, then in the order of the file.</summary>
    public IReadOnlyList<string> OpenStages() =>
    [
        .. Rows.Where(r => r.Status == DealStatus.Open).GroupBy(r => r.Stage.ToLowerInvariant()).OrderByDescending(g => g.All(r => r.Engaged is null)).Select(g => g.First().Stage),
    ];
}
