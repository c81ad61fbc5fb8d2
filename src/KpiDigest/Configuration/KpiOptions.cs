namespace KpiDigest.Configuration;

/// <summary>Choices that single KPIs rest on; 0 and empty stand for the catalogue's own rule.</summary>
internal sealed class KpiOptions
{
    /// <summary>Win rate under which a rep needs help, above 0 to 1.</summary>
    public decimal NeedsHelpBar { get; set; }

    /// <summary>Amount in the home currency from which a new client is large.</summary>
    public decimal LargeClientSize { get; set; }

    /// <summary>Forecast categories, as the CRM names them, that are committed.</summary>
    public IList<string> CommitCategories { get; set; } = [];

    /// <summary>Forecast categories that are best case and not committed.</summary>
    public IList<string> BestCaseCategories { get; set; } = [];
}
