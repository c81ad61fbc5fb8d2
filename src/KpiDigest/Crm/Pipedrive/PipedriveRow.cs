using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>
/// A record: fields by name as text or null. Custom fields stand beside the others; of a value with parts each part is <c>name.part</c> and its
/// <c>value</c> is <c>name</c> too; several values are joined by semicolons.
/// </summary>
[JsonConverter(typeof(PipedriveRowConverter))]
internal sealed class PipedriveRow(NamedValues values)
{
    public string Id => this[PipedriveApi.Id] ?? "";

    /// <summary>The value; null where it is absent, null or empty.</summary>
    public string? this[string name] => values[name];

    public bool Is(string name) => this[name] is "true" or "1";
}
