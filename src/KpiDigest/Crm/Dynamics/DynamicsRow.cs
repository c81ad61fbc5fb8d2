using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Dynamics;

/// <summary>A row: columns by name as text or null, with the labels that Dataverse adds to choices and lookups.</summary>
[JsonConverter(typeof(DynamicsRowConverter))]
internal sealed class DynamicsRow
{
    public const string LabelOf = "@OData.Community.Display.V1.FormattedValue";
    public const string TableOf = "@Microsoft.Dynamics.CRM.lookuplogicalname";

    private readonly (string Name, string? Value)[] _values;
    private readonly int _count;

    internal DynamicsRow((string Name, string? Value)[] values, int count) => (_values, _count) = (values, count);

    /// <summary>Of a deleted row, which has nothing else.</summary>
    public string? DeletedId => this["@odata.context"]?.EndsWith("/$deletedEntity", StringComparison.Ordinal) == true ? this["id"] : null;

    /// <summary>The value; null where it is absent, null or empty.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (known, value) in _values.AsSpan(0, _count))
            {
                if (ReferenceEquals(known, name) || known == name) return string.IsNullOrEmpty(value) ? null : value;
            }

            return null;
        }
    }

    /// <summary>What a choice or lookup is called; null: Dataverse adds nothing to it.</summary>
    public string? Label(string name) => Beside(name, LabelOf);

    /// <summary>The table that a lookup points to.</summary>
    public string? Table(string name) => Beside(name, TableOf);

    private string? Beside(string name, string annotation)
    {
        foreach (var (known, value) in _values.AsSpan(0, _count))
        {
            if (known.Length == name.Length + annotation.Length && known.StartsWith(name, StringComparison.Ordinal) && known.EndsWith(annotation, StringComparison.Ordinal))
                return string.IsNullOrEmpty(value) ? null : value;
        }

        return null;
    }
}
