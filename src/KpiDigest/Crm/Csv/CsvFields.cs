using KpiDigest.Core.Facts;
using KpiDigest.Crm.Http;
using KpiDigest.Exports;

namespace KpiDigest.Crm.Csv;

/// <summary>Which column holds what KPIs read beside the layout's own; null: no column does.</summary>
internal sealed class CsvFields
{
    private static readonly CrmFieldOptions Standard = new();
    private readonly List<string> _faults = [];

    public CsvFields(CrmOptions options, ExportFolder export)
    {
        var (deals, accounts, fields) = (export.Pipeline.Table, export.Accounts.Table, options.Fields);
        Amount = Column("AmountField", SalesPipelineFile.Name, deals, options.AmountField, "") ?? "close_value";
        Margin = Deal(nameof(fields.Margin), fields.Margin, Standard.Margin);
        Source = Deal(nameof(fields.Source), fields.Source, Standard.Source);
        ProductLines = Deal(nameof(fields.ProductLines), fields.ProductLines, Standard.ProductLines);
        Competitors = Deal(nameof(fields.Competitors), fields.Competitors, Standard.Competitors);
        Incumbent = Deal(nameof(fields.Incumbent), fields.Incumbent, Standard.Incumbent);
        LostReason = Deal(nameof(fields.LostReason), fields.LostReason, Standard.LostReason);
        ForecastCategory = Deal(nameof(fields.ForecastCategory), fields.ForecastCategory, Standard.ForecastCategory);
        Segment = Account(nameof(fields.Segment), fields.Segment, Standard.Segment);
        Region = Account(nameof(fields.Region), fields.Region, Standard.Region);
        ChurnedOn = Account(nameof(fields.ChurnedOn), fields.ChurnedOn, Standard.ChurnedOn);

        string? Deal(string key, string name, string standard) => Column($"Fields:{key}", SalesPipelineFile.Name, deals, name, standard);
        string? Account(string key, string name, string standard) => Column($"Fields:{key}", AccountsFile.Name, accounts, name, standard);
    }

    public string Amount { get; }

    public string? Margin { get; }

    public string? Source { get; }

    public string? ProductLines { get; }

    public string? Competitors { get; }

    public string? Incumbent { get; }

    public string? LostReason { get; }

    public string? ForecastCategory { get; }

    public string? Segment { get; }

    public string? Region { get; }

    public string? ChurnedOn { get; }

    /// <summary>Columns that are configured and not there, with the nearest that is.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The defaults are another CRM's names: without such a column nothing is mapped, and nothing is amiss.</summary>
    private string? Column(string key, string file, CsvTable table, string name, string standard)
    {
        var wanted = name.Trim();
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
