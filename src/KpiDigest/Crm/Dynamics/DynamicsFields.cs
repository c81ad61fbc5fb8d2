namespace KpiDigest.Crm.Dynamics;

/// <summary>The columns that are mapped. Where the configuration has HubSpot's default, Dynamics' standard column takes its place, where there is one.</summary>
internal sealed class DynamicsFields
{
    private static readonly string[] Activities = [DynamicsApi.Appointment, DynamicsApi.PhoneCall, DynamicsApi.Task];

    /// <summary>Where each setting's column stands, its standard column and its type.</summary>
    private static readonly Dictionary<string, (string[] Tables, string Standard, string? Type)> Places = new(StringComparer.Ordinal)
    {
        ["Margin"] = ([DynamicsApi.Opportunity], "", DynamicsField.Number),
        ["LostReason"] = ([DynamicsApi.Opportunity], "statuscode", null),
        ["ForecastCategory"] = ([DynamicsApi.Opportunity], "msdyn_forecastcategory", null),
        ["Segment"] = ([DynamicsApi.Account], "", null),
        ["Region"] = ([DynamicsApi.Account], "address1_country", null),
        ["ChurnedOn"] = ([DynamicsApi.Account], "", DynamicsField.Date),
        ["LeadSource"] = ([DynamicsApi.Lead], "leadsourcecode", null),
        ["LeadConverted"] = ([DynamicsApi.Lead], "", DynamicsField.Date),
        ["ActivityType"] = (Activities, "category", null),
        ["BulkEmail"] = ([DynamicsApi.Email], "", null),
    };

    private readonly List<DynamicsField> _all = [];

    public DynamicsFields(CrmFieldOptions options) => Names = new MappedFields(options, Name);

    public MappedFields Names { get; }

    public IReadOnlyList<DynamicsField> All => _all;

    /// <summary>Mapped columns of a table.</summary>
    public IEnumerable<string> Of(string table) => _all.Where(f => f.Table == table).Select(f => f.Name);

    private string? Name(string key, string chosen, string usual)
    {
        var (tables, standard, type) = Places.GetValueOrDefault(key, ([DynamicsApi.Opportunity], "", null));
        var isStandard = chosen == usual;
        var name = isStandard ? standard : chosen;
        if (name.Length == 0) return null;
        _all.AddRange(tables.Select(table => new DynamicsField(key, table, name, type, isStandard)));
        return name;
    }
}
