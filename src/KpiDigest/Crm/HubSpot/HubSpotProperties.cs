using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.HubSpot;

/// <summary>The <c>properties</c> of an object: names to text or null.</summary>
[JsonConverter(typeof(HubSpotPropertiesConverter))]
internal sealed class HubSpotProperties(NamedValues values)
{
    public static readonly HubSpotProperties None = new(default);

    /// <summary>The value; null where it is absent, null or empty: HubSpot writes all three for 'not set'.</summary>
    public string? this[string name] => values[name];
}
