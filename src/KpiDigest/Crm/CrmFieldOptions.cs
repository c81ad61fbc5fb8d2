namespace KpiDigest.Crm;

/// <summary>
/// Which property of the CRM holds what KPIs read beside the fields every CRM has. The defaults are HubSpot's standard properties;
/// empty: not mapped, and the KPIs that need it answer no-data and name the setting.
/// </summary>
internal sealed class CrmFieldOptions
{
    /// <summary>Deals: whether it is new business, an expansion and so on; what its values mean stands in <c>Crm:DealKinds</c>.</summary>
    public string DealKind { get; set; } = "dealtype";

    /// <summary>Deals: gross margin, in the deal's currency.</summary>
    public string Margin { get; set; } = "";

    /// <summary>Deals: where the business came from.</summary>
    public string Source { get; set; } = "hs_analytics_source";

    /// <summary>Deals: product lines, several joined by semicolons.</summary>
    public string ProductLines { get; set; } = "";

    /// <summary>Deals: competitors, several joined by semicolons.</summary>
    public string Competitors { get; set; } = "";

    /// <summary>Deals: the supplier who is displaced when the deal is won.</summary>
    public string Incumbent { get; set; } = "";

    /// <summary>Deals: why it was lost.</summary>
    public string LostReason { get; set; } = "closed_lost_reason";

    /// <summary>Deals: forecast category; its history is read too.</summary>
    public string ForecastCategory { get; set; } = "hs_manual_forecast_category";

    /// <summary>Companies: segment.</summary>
    public string Segment { get; set; } = "";

    /// <summary>Companies: country or region.</summary>
    public string Region { get; set; } = "country";

    /// <summary>Companies: first day on which it was a customer no more.</summary>
    public string ChurnedOn { get; set; } = "";

    /// <summary>Leads: where the lead came from.</summary>
    public string LeadSource { get; set; } = "hs_lead_source";

    /// <summary>Leads: when the lead was converted.</summary>
    public string LeadConverted { get; set; } = "";

    /// <summary>Meetings and calls: their type; those of <c>Crm:CoachingTypes</c> are coaching.</summary>
    public string ActivityType { get; set; } = "hs_activity_type";

    /// <summary>Emails: set on those that went to many at once.</summary>
    public string BulkEmail { get; set; } = "hs_sequence_id";

    /// <summary>Every field with its setting's name.</summary>
    public IReadOnlyList<(string Key, string Property)> All =>
    [
        (nameof(DealKind), DealKind), (nameof(Margin), Margin), (nameof(Source), Source), (nameof(ProductLines), ProductLines), (nameof(Competitors), Competitors), (nameof(Incumbent), Incumbent),
        (nameof(LostReason), LostReason), (nameof(ForecastCategory), ForecastCategory), (nameof(Segment), Segment), (nameof(Region), Region), (nameof(ChurnedOn), ChurnedOn),
        (nameof(LeadSource), LeadSource), (nameof(LeadConverted), LeadConverted), (nameof(ActivityType), ActivityType), (nameof(BulkEmail), BulkEmail),
    ];
}
