using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// The fields that are mapped, by the company's own definitions: a setting names a field by its key or by the name that people see. Where the configuration
/// has HubSpot's default, Pipedrive's standard field takes its place, where there is one. What is configured and not there is a fault.
/// </summary>
internal sealed class PipedriveFields
{
    private const string Number = "number";
    private const string Date = "date";

    private static readonly string[] Numbers = ["double", "int", "monetary"];

    /// <summary>Where each setting's field stands, its standard field and its type. Leads have the fields of deals.</summary>
    private static readonly Dictionary<string, (string Object, string Standard, string? Type)> Places = new(StringComparer.Ordinal)
    {
        ["Margin"] = (PipedriveApi.DealsName, "", Number),
        ["Source"] = (PipedriveApi.DealsName, "channel", null),
        ["LostReason"] = (PipedriveApi.DealsName, "lost_reason", null),
        ["Segment"] = (PipedriveApi.OrganizationsName, "", null),
        ["Region"] = (PipedriveApi.OrganizationsName, "address.country", null),
        ["ChurnedOn"] = (PipedriveApi.OrganizationsName, "", Date),
        ["LeadSource"] = (PipedriveApi.LeadsName, "source_name", null),
        ["LeadConverted"] = (PipedriveApi.LeadsName, "", Date),
        ["ActivityType"] = (PipedriveApi.ActivitiesName, "type", null),
        ["BulkEmail"] = (PipedriveApi.ActivitiesName, "", null),
    };

    /// <summary>What can be named where Pipedrive defines no fields.</summary>
    private static readonly FieldDefinition[] OfActivities = [new("type", "varchar")];

    private static readonly FieldDefinition[] OfLeads = [new("source_name", "varchar"), new("origin", "varchar")];

    private readonly List<PipedriveField> _all = [];
    private readonly Dictionary<(string Object, string Code), Dictionary<string, string>> _labels = [];
    private readonly Dictionary<string, IReadOnlyList<FieldDefinition>> _known;
    private readonly SettingFaults _faults;

    /// <param name="options">The settings.</param>
    /// <param name="deals">Fields of deals.</param>
    /// <param name="organizations">Fields of organisations.</param>
    /// <param name="faults">Takes what is not there.</param>
    public PipedriveFields(CrmOptions options, IReadOnlyList<FieldDefinition> deals, IReadOnlyList<FieldDefinition> organizations, SettingFaults faults)
    {
        _faults = faults;
        _known = new Dictionary<string, IReadOnlyList<FieldDefinition>>(StringComparer.Ordinal)
        {
            [PipedriveApi.DealsName] = deals,
            [PipedriveApi.OrganizationsName] = organizations,
            [PipedriveApi.LeadsName] = [.. OfLeads, .. deals.Where(d => d.IsCustomField)],
            [PipedriveApi.ActivitiesName] = OfActivities,
        };
        foreach (var (name, definitions) in _known)
            foreach (var field in definitions.Where(d => d.Options is { Count: > 0 })) _labels[(name, field.FieldCode)] = LabelsOf(field);
        Names = new MappedFields(options.Fields, Name);
        Amount = options.AmountField.Trim() is { Length: > 0 } chosen ? Found("Crm:AmountField", chosen, PipedriveApi.DealsName, Number)?.FieldCode ?? Value : Value;
    }

    /// <summary>The standard field of amounts.</summary>
    public const string Value = "value";

    /// <summary>The deal field that holds the amount.</summary>
    public string Amount { get; }

    public MappedFields Names { get; }

    public IReadOnlyList<PipedriveField> All => _all;

    /// <summary>A company's own fields of an object that are read.</summary>
    public IReadOnlyList<string> CustomOf(string objectType) =>
        [.. _all.Where(f => f.Object == objectType && f.IsCustom).Select(f => f.Code).Concat(objectType == PipedriveApi.DealsName && IsCustom(Amount) ? [Amount] : []).Distinct()];

    /// <summary>What people call an option; where there are none, the value itself.</summary>
    public string Label(string objectType, string code, string value) => _labels.GetValueOrDefault((objectType, code))?.GetValueOrDefault(value) ?? value;

    /// <summary>What can be chosen for a field; empty: anything can be written.</summary>
    public IReadOnlyList<string> LabelsOf(string objectType, string? code) => code is not null && _labels.TryGetValue((objectType, code), out var labels) ? [.. labels.Values] : [];

    /// <summary>Whether a field has options.</summary>
    public bool HasOptions(string objectType, string code) => _labels.ContainsKey((objectType, code));

    /// <summary>All options of the mapped fields: a label that is changed changes what facts hold.</summary>
    public IEnumerable<string> Lines(string objectType) => _all.Where(f => f.Object == objectType).Select(f =>
        $"{f.Key}={f.Code}:{string.Join(',', (_labels.GetValueOrDefault((objectType, f.Code)) ?? []).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"))}");

    private bool IsCustom(string code) => _known[PipedriveApi.DealsName].Any(d => d.FieldCode == code && d.IsCustomField);

    private string? Name(string key, string chosen, string usual)
    {
        var (objectType, standard, type) = Places.GetValueOrDefault(key, (PipedriveApi.DealsName, "", null));
        if (chosen == usual)
        {
            if (standard.Length == 0) return null;
            _all.Add(new PipedriveField(key, objectType, standard, IsCustom: false));
            return standard;
        }

        if (chosen.Length == 0 || Found($"Crm:Fields:{key}", chosen, objectType, type) is not { } field) return null;
        _all.Add(new PipedriveField(key, objectType, field.FieldCode, field.IsCustomField));
        return field.FieldCode;
    }

    private FieldDefinition? Found(string setting, string chosen, string objectType, string? type)
    {
        var known = _known[objectType];
        var found = known.Where(d => d.FieldCode == chosen).ToList();
        if (found.Count == 0) found = [.. known.Where(d => chosen.Equals(d.FieldName?.Trim(), StringComparison.OrdinalIgnoreCase))];
        if (found is [var only])
        {
            if (Fits(type, only.FieldType)) return only;
            _faults.Add($"{setting} '{Excerpt.Of(chosen)}' holds {Excerpt.Of(only.FieldType, 40)} values in Pipedrive, not {type}s; choose another field");
        }
        else if (found.Count > 1) _faults.Add($"{setting} '{Excerpt.Of(chosen)}' is the name of {found.Count} fields of {objectType} in Pipedrive; use the field's key (Company settings > Data fields > Copy API key)");
        else _faults.Unknown(setting, chosen, $"field of {objectType}", known.Where(d => Fits(type, d.FieldType)).SelectMany(d => new[] { d.FieldName?.Trim(), d.FieldCode }).OfType<string>(), "use its name or key (Company settings > Data fields), or leave it empty");
        return null;
    }

    private static bool Fits(string? wanted, string type) => wanted switch
    {
        null => true,
        Number => Numbers.Contains(type, StringComparer.Ordinal),
        _ => type is "date" or "daterange",
    };

    private static Dictionary<string, string> LabelsOf(FieldDefinition field) =>
        field.Options!.DistinctBy(o => o.Id).ToDictionary(o => o.Id, o => o.Label?.Trim() is { Length: > 0 } label ? label : o.Id, StringComparer.Ordinal);
}
