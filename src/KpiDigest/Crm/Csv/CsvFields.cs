using KpiDigest.Core.Facts;
using KpiDigest.Crm.Http;
using KpiDigest.Exports;

namespace KpiDigest.Crm.Csv;

/// <summary>Which column holds what KPIs read beside the layout's own; null: no column does.</summary>
internal sealed class CsvFields
{
    private static readonly HashSet<string> OfAccounts = ["Segment", "Region", "ChurnedOn"];
    private static readonly HashSet<string> OfDeals = ["Margin", "Source", "ProductLines", "Competitors", "Incumbent", "LostReason", "ForecastCategory"];

    private readonly List<string> _faults = [];

    public CsvFields(CrmOptions options, ExportFolder export)
    {
        var (deals, accounts) = (export.Pipeline.Table, export.Accounts.Table);
        Amount = Column("AmountField", SalesPipelineFile.Name, deals, options.AmountField.Trim(), "") ?? "close_value";
        Names = new MappedFields(options.Fields, (key, chosen, usual) =>
            OfDeals.Contains(key) ? Column($"Fields:{key}", SalesPipelineFile.Name, deals, chosen, usual)
            : OfAccounts.Contains(key) ? Column($"Fields:{key}", AccountsFile.Name, accounts, chosen, usual)
            : null);
    }

    public string Amount { get; }

    public MappedFields Names { get; }

    /// <summary>Columns that are configured and not there, with the nearest that is.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The defaults are another CRM's names: without such a column nothing is mapped, and nothing is amiss.</summary>
    private string? Column(string key, string file, CsvTable table, string wanted, string standard)
    {
        if (wanted.Length == 0) return null;
        if (table.IndexOf(wanted) is not null) return wanted;
        if (wanted != standard && table.IsRead) _faults.Add(Fault(key, file, table, wanted));
        return null;
    }

    private static string Fault(string key, string file, CsvTable table, string wanted)
    {
        var hint = NearestName.Of(wanted, table.Columns) is { } nearest ? $"the nearest is '{Excerpt.Of(nearest)}'" : "name a column as its header writes it, or leave it empty";
        return $"Crm:{key} '{wanted}' is no column of {file}; {hint}";
    }
}
