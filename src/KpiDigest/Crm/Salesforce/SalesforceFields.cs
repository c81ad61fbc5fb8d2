namespace KpiDigest.Crm.Salesforce;

/// <summary>The fields that are mapped. Where the configuration has HubSpot's default, Salesforce's standard field takes its place, where there is one.</summary>
internal sealed class SalesforceFields
{
    /// <summary>The one whose history <c>OpportunityHistory</c> keeps.</summary>
    public const string StandardCategory = "ForecastCategory";

    /// <summary>Where each setting's field stands, its standard field and its type; events and tasks share their own fields.</summary>
    private static readonly Dictionary<string, (string[] Objects, string Standard, string? Type)> Places = new(StringComparer.Ordinal)
    {
        ["DealKind"] = ([SalesforceApi.Opportunity], "Type", null),
        ["Margin"] = ([SalesforceApi.Opportunity], "", SalesforceField.Number),
        ["Source"] = ([SalesforceApi.Opportunity], "LeadSource", null),
        ["ForecastCategory"] = ([SalesforceApi.Opportunity], StandardCategory, null),
        ["Segment"] = ([SalesforceApi.Account], "", null),
        ["Region"] = ([SalesforceApi.Account], "BillingCountry", null),
        ["ChurnedOn"] = ([SalesforceApi.Account], "", SalesforceField.Date),
        ["LeadSource"] = ([SalesforceApi.Lead], "LeadSource", null),
        ["LeadConverted"] = ([SalesforceApi.Lead], "ConvertedDate", SalesforceField.Date),
        ["ActivityType"] = ([SalesforceApi.Event, SalesforceApi.Task], "Type", null),
        ["BulkEmail"] = ([SalesforceApi.Task], "", null),
    };

    private readonly List<SalesforceField> _all = [];

    public SalesforceFields(CrmFieldOptions options) => Names = new MappedFields(options, Name);

    public MappedFields Names { get; }

    public IReadOnlyList<SalesforceField> All => _all;

    /// <summary>Mapped fields of an object.</summary>
    public IEnumerable<string> Of(string objectType) => _all.Where(f => f.Object == objectType).Select(f => f.Name);

    private string? Name(string key, string chosen, string usual)
    {
        var (objects, standard, type) = Places.GetValueOrDefault(key, ([SalesforceApi.Opportunity], "", null));
        var isStandard = chosen == usual;
        var name = isStandard ? standard : chosen;
        if (name.Length == 0) return null;
        _all.AddRange(objects.Select(objectType => new SalesforceField(key, objectType, name, type, isStandard)));
        return name;
    }
}
