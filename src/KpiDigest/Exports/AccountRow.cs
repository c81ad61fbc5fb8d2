namespace KpiDigest.Exports;

/// <summary>An account of the export.</summary>
internal sealed record AccountRow(string Name)
{
    /// <summary>Its row in accounts.csv; null: only the pipeline names it.</summary>
    public CsvRow? Row { get; init; }

    public string? Sector { get; init; }

    public string? Country { get; init; }

    /// <summary>Yearly, in whole units of the currency.</summary>
    public decimal? Revenue { get; init; }

    public int? Employees { get; init; }
}
