namespace KpiDigest.Crm.Dynamics;

/// <summary>A table as Dataverse describes it.</summary>
internal sealed class SeenTable(TableDefinition definition, IReadOnlyDictionary<string, IReadOnlyList<(string Value, string? Label)>>? choices = null)
{
    private readonly Dictionary<string, string?> _columns = definition.Columns.Where(c => c.IsReadable != false).GroupBy(c => c.LogicalName, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);

    private readonly Dictionary<string, string> _lookups = definition.Columns.Where(c => c.Type is "Lookup" or "Customer" or "Owner").Select(c => c.LogicalName).Distinct(StringComparer.Ordinal)
        .ToDictionary(c => c, c => $"_{c}_value", StringComparer.Ordinal);

    /// <summary>Logical name.</summary>
    public string Name => definition.LogicalName;

    /// <summary>Its name in addresses.</summary>
    public string Set => definition.EntitySetName;

    /// <summary>The column that holds the id.</summary>
    public string Id => definition.PrimaryId;

    public bool TracksChanges => definition.TracksChanges == true;

    /// <summary>Id of the privilege to read it; null: not stated.</summary>
    public string? ReadPrivilege => definition.Privileges?.Find(p => p.Type == "Read")?.Id;

    public bool Has(string column) => _columns.ContainsKey(column);

    public bool Find(string column, out string? type) => _columns.TryGetValue(column, out type);

    /// <summary>Names of the columns that hold a type of value; null: of all.</summary>
    public IEnumerable<string> Names(string? type) => _columns.Where(c => DynamicsField.Fits(type, c.Value)).Select(c => c.Key);

    /// <summary>Options of a choice in their order, with labels; empty: not known, or anything can be written.</summary>
    public IReadOnlyList<(string Value, string? Label)> Options(string? column) => column is not null && choices?.GetValueOrDefault(column) is { } options ? options : [];

    /// <summary>Those of the columns that are there, each once, in their order, as they are asked for: lookups by their own name.</summary>
    public IReadOnlyList<string> Known(IEnumerable<string> columns) => [.. columns.Distinct(StringComparer.Ordinal).Where(Has).Select(Asked)];

    /// <summary>A lookup's value has another name than its column.</summary>
    public string Asked(string column) => _lookups.GetValueOrDefault(column, column);

    /// <summary>Whether values are numbers or ids that have a label beside them. Of money and dates the label is the value in somebody's format.</summary>
    public bool IsLabelled(string column) => _columns.GetValueOrDefault(column) is not (null or "String" or "Memo" or "Money" or "Decimal" or "Double" or "Integer" or "BigInt" or "DateTime");
}
