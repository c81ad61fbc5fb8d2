using System.Text.Json.Serialization;

namespace KpiDigest.Crm.HubSpot;

/// <summary>The <c>properties</c> of an object: names to text or null. About a quarter of a dictionary's cost; rows have some twenty.</summary>
[JsonConverter(typeof(HubSpotPropertiesConverter))]
internal sealed class HubSpotProperties
{
    public static readonly HubSpotProperties None = new([], 0);

    private readonly (string Name, string? Value)[] _values;
    private readonly int _count;

    internal HubSpotProperties((string Name, string? Value)[] values, int count) => (_values, _count) = (values, count);

    /// <summary>The value; null where it is absent, null or empty: HubSpot writes all three for 'not set'.</summary>
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
