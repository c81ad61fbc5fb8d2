namespace KpiDigest.Crm.HubSpot;

/// <summary>The configured property names; null: not mapped.</summary>
internal sealed class HubSpotFields
{
    private readonly List<HubSpotField> _all = [];

    public HubSpotFields(CrmFieldOptions options)
    {
        var standard = new CrmFieldOptions();
        DealKind = Field("DealKind", HubSpotApi.Deals, options.DealKind, standard.DealKind);
        Margin = Field("Margin", HubSpotApi.Deals, options.Margin, standard.Margin, "number");
        Source = Field("Source", HubSpotApi.Deals, options.Source, standard.Source);
        ProductLines = Field("ProductLines", HubSpotApi.Deals, options.ProductLines, standard.ProductLines);
        Competitors = Field("Competitors", HubSpotApi.Deals, options.Competitors, standard.Competitors);
        Incumbent = Field("Incumbent", HubSpotApi.Deals, options.Incumbent, standard.Incumbent);
        LostReason = Field("LostReason", HubSpotApi.Deals, options.LostReason, standard.LostReason);
        ForecastCategory = Field("ForecastCategory", HubSpotApi.Deals, options.ForecastCategory, standard.ForecastCategory);
        Segment = Field("Segment", HubSpotApi.Companies, options.Segment, standard.Segment);
        Region = Field("Region", HubSpotApi.Companies, options.Region, standard.Region);
        ChurnedOn = Field("ChurnedOn", HubSpotApi.Companies, options.ChurnedOn, standard.ChurnedOn, "date");
        LeadSource = Field("LeadSource", HubSpotApi.Leads, options.LeadSource, standard.LeadSource);
        LeadConverted = Field("LeadConverted", HubSpotApi.Leads, options.LeadConverted, standard.LeadConverted, "date");
        ActivityType = Field("ActivityType", HubSpotApi.Meetings, options.ActivityType, standard.ActivityType);
        BulkEmail = Field("BulkEmail", HubSpotApi.Emails, options.BulkEmail, standard.BulkEmail);
    }

    public string? DealKind { get; }

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

    public string? LeadSource { get; }

    public string? LeadConverted { get; }

    /// <summary>The same on meetings and calls.</summary>
    public string? ActivityType { get; }

    public string? BulkEmail { get; }

    /// <summary>The mapped ones.</summary>
    public IReadOnlyList<HubSpotField> All => _all;

    /// <summary>Mapped properties of an object type.</summary>
    public IEnumerable<string> Of(string objectType) => _all.Where(f => f.Object == objectType).Select(f => f.Property);

    private string? Field(string key, string objectType, string chosen, string standard, string? type = null)
    {
        var property = chosen.Trim();
        if (property.Length == 0) return null;
        _all.Add(new HubSpotField(key, objectType, property, type, property == standard));
        return property;
    }
}
