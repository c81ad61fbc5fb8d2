using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Salesforce;

/// <summary>A record: fields by name as text or null; those of a parent as <c>RecordType.Name</c>.</summary>
[JsonConverter(typeof(SalesforceRowConverter))]
internal sealed class SalesforceRow
{
    private readonly (string Name, string? Value)[] _values;
    private readonly int _count;

    internal SalesforceRow((string Name, string? Value)[] values, int count) => (_values, _count) = (values, count);

    /// <summary>The record's id.</summary>
    public string Id => this[SalesforceApi.Id] ?? "";

    public bool IsDeleted => this[SalesforceApi.IsDeleted] == "true";

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
}
