namespace KpiDigest.Crm;

/// <summary>What the settings of <c>Crm:Fields</c> are called in a CRM; null: not mapped.</summary>
/// <param name="options">The settings.</param>
/// <param name="name">Gives the name, asked once for each in this order: of a setting's key, what is configured, and its default (HubSpot's name).</param>
internal sealed class MappedFields(CrmFieldOptions options, Func<string, string, string, string?> name)
{
    private static readonly CrmFieldOptions Usual = new();

    public string? DealKind { get; } = name(nameof(DealKind), options.DealKind.Trim(), Usual.DealKind);

    public string? Margin { get; } = name(nameof(Margin), options.Margin.Trim(), Usual.Margin);

    public string? Source { get; } = name(nameof(Source), options.Source.Trim(), Usual.Source);

    public string? ProductLines { get; } = name(nameof(ProductLines), options.ProductLines.Trim(), Usual.ProductLines);

    public string? Competitors { get; } = name(nameof(Competitors), options.Competitors.Trim(), Usual.Competitors);

    public string? Incumbent { get; } = name(nameof(Incumbent), options.Incumbent.Trim(), Usual.Incumbent);

    public string? LostReason { get; } = name(nameof(LostReason), options.LostReason.Trim(), Usual.LostReason);

    public string? ForecastCategory { get; } = name(nameof(ForecastCategory), options.ForecastCategory.Trim(), Usual.ForecastCategory);

    public string? Segment { get; } = name(nameof(Segment), options.Segment.Trim(), Usual.Segment);

    public string? Region { get; } = name(nameof(Region), options.Region.Trim(), Usual.Region);

    public string? ChurnedOn { get; } = name(nameof(ChurnedOn), options.ChurnedOn.Trim(), Usual.ChurnedOn);

    public string? LeadSource { get; } = name(nameof(LeadSource), options.LeadSource.Trim(), Usual.LeadSource);

    public string? LeadConverted { get; } = name(nameof(LeadConverted), options.LeadConverted.Trim(), Usual.LeadConverted);

    public string? ActivityType { get; } = name(nameof(ActivityType), options.ActivityType.Trim(), Usual.ActivityType);

    public string? BulkEmail { get; } = name(nameof(BulkEmail), options.BulkEmail.Trim(), Usual.BulkEmail);
}
