namespace KpiDigest.Crm.Salesforce;

/// <summary>An object as the user sees it: fields hidden by field-level security are not in it.</summary>
internal sealed class SeenObject(string name, ObjectDescription description)
{
    private readonly Dictionary<string, string?> _fields = description.Fields.GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);

    public string Name => name;

    /// <summary>Names of the record types; null: not stated.</summary>
    public IReadOnlyList<string>? RecordTypes => description.RecordTypeInfos is { } types ? [.. types.Where(t => !t.Master).Select(t => t.Name).OfType<string>()] : null;

    /// <summary>What can be picked for a field; empty: anything can be written.</summary>
    public IReadOnlyList<(string Value, string? Label)> Options(string? field) =>
        [.. (description.Fields.Find(f => f.Name == field)?.PicklistValues ?? []).Where(v => v.Value is not null).Select(v => (v.Value!, v.Label))];

    public bool Has(string field) => _fields.ContainsKey(field);

    public bool Find(string field, out string? type) => _fields.TryGetValue(field, out type);

    /// <summary>Names of the fields that hold a type of value; null: of all.</summary>
    public IEnumerable<string> Names(string? type) => _fields.Where(f => SalesforceField.Fits(type, f.Value)).Select(f => f.Key);

    /// <summary>Those of the names that the user sees, each once, in their order.</summary>
    public IReadOnlyList<string> Known(IEnumerable<string> fields) => [.. fields.Distinct(StringComparer.Ordinal).Where(Has)];
}
