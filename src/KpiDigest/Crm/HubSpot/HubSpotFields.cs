namespace KpiDigest.Crm.HubSpot;

/// <summary>The properties that are mapped.</summary>
internal sealed class HubSpotFields
{
    /// <summary>Where each setting's property stands, and of what type it is; meetings and calls share their types.</summary>
    private static readonly Dictionary<string, (string Object, string? Type)> Places = new(StringComparer.Ordinal)
    {
        ["Margin"] = (HubSpotApi.Deals, "number"),
        ["Segment"] = (HubSpotApi.Companies, null),
        ["Region"] = (HubSpotApi.Companies, null),
        ["ChurnedOn"] = (HubSpotApi.Companies, "date"),
        ["LeadSource"] = (HubSpotApi.Leads, null),
        ["LeadConverted"] = (HubSpotApi.Leads, "date"),
        ["ActivityType"] = (HubSpotApi.Meetings, null),
        ["BulkEmail"] = (HubSpotApi.Emails, null),
    };

    private readonly List<HubSpotField> _all = [];

    public HubSpotFields(CrmFieldOptions options) => Names = new MappedFields(options, Name);

    public MappedFields Names { get; }

    public IReadOnlyList<HubSpotField> All => _all;

    /// <summary>Mapped properties of an object type.</summary>
    public IEnumerable<string> Of(string objectType) => _all.Where(f => f.Object == objectType).Select(f => f.Property);

    private string? Name(string key, string chosen, string usual)
    {
        if (chosen.Length == 0) return null;
        var (objectType, type) = Places.GetValueOrDefault(key, (HubSpotApi.Deals, null));
        _all.Add(new HubSpotField(key, objectType, chosen, type, chosen == usual));
        return chosen;
    }
}
