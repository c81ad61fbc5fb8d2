using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// A record: fields by name as text or null. Custom fields stand beside the others; of a value with parts each part is <c>name.part</c> and its
/// <c>value</c> is <c>name</c> too; several values are joined by semicolons.
/// </summary>
[JsonConverter(typeof(PipedriveRowConverter))]
internal sealed class PipedriveRow
{
    private readonly (string Name, string? Value)[] _values;
    private readonly int _count;

    internal PipedriveRow((string Name, string? Value)[] values, int count) => (_values, _count) = (values, count);

    public string Id => this[PipedriveApi.Id] ?? "";

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

    public bool Is(string name) => this[name] is "true" or "1";
}
