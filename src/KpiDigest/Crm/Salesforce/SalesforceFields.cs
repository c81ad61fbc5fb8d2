namespace KpiDigest.Crm.Salesforce;

/// <summary>
/// The configured field names; null: not mapped. Where the configuration has HubSpot's default, Salesforce's standard field takes its place.
/// </summary>
internal sealed class SalesforceFields
{
    private readonly List<SalesforceField> _all = [];

    public SalesforceFields(CrmFieldOptions options)
    {
        var usual = new CrmFieldOptions();
        DealKind = Field("DealKind", SalesforceApi.Opportunity, options.DealKind, usual.DealKind, "Type");
        Margin = Field("Margin", SalesforceApi.Opportunity, options.Margin, usual.Margin, "", SalesforceField.Number);
        Source = Field("Source", SalesforceApi.Opportunity, options.Source, usual.Source, "LeadSource");
        ProductLines = Field("ProductLines", SalesforceApi.Opportunity, options.ProductLines, usual.ProductLines, "");
        Competitors = Field("Competitors", SalesforceApi.Opportunity, options.Competitors, usual.Competitors, "");
        Incumbent = Field("Incumbent", SalesforceApi.Opportunity, options.Incumbent, usual.Incumbent, "");
        LostReason = Field("LostReason", SalesforceApi.Opportunity, options.LostReason, usual.LostReason, "");
        ForecastCategory = Field("ForecastCategory", SalesforceApi.Opportunity, options.ForecastCategory, usual.ForecastCategory, StandardCategory);
        Segment = Field("Segment", SalesforceApi.Account, options.Segment, usual.Segment, "");
        Region = Field("Region", SalesforceApi.Account, options.Region, usual.Region, "BillingCountry");
        ChurnedOn = Field("ChurnedOn", SalesforceApi.Account, options.ChurnedOn, usual.ChurnedOn, "", SalesforceField.Date);
        LeadSource = Field("LeadSource", SalesforceApi.Lead, options.LeadSource, usual.LeadSource, "LeadSource");
        LeadConverted = Field("LeadConverted", SalesforceApi.Lead, options.LeadConverted, usual.LeadConverted, "ConvertedDate", SalesforceField.Date);
        ActivityType = Field("ActivityType", SalesforceApi.Event, options.ActivityType, usual.ActivityType, "Type");
        Field("ActivityType", SalesforceApi.Task, options.ActivityType, usual.ActivityType, "Type");
        BulkEmail = Field("BulkEmail", SalesforceApi.Task, options.BulkEmail, usual.BulkEmail, "");
    }

    /// <summary>The one whose history <c>OpportunityHistory</c> keeps.</summary>
    public const string StandardCategory = "ForecastCategory";

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

    /// <summary>Of events and of tasks: the two share their own fields.</summary>
    public string? ActivityType { get; }

    public string? BulkEmail { get; }

    /// <summary>The mapped ones.</summary>
    public IReadOnlyList<SalesforceField> All => _all;

    /// <summary>Mapped fields of an object.</summary>
    public IEnumerable<string> Of(string objectType) => _all.Where(f => f.Object == objectType).Select(f => f.Name);

    private string? Field(string key, string objectType, string chosen, string usual, string standard, string? type = null)
    {
        var isStandard = chosen.Trim() == usual;
        var name = isStandard ? standard : chosen.Trim();
        if (name.Length == 0) return null;
        _all.Add(new SalesforceField(key, objectType, name, type, isStandard));
        return name;
    }
}
