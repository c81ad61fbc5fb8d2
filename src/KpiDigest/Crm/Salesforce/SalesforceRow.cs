using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Salesforce;

/// <summary>A record: fields by name as text or null; those of a parent as <c>RecordType.Name</c>.</summary>
[JsonConverter(typeof(SalesforceRowConverter))]
internal sealed class SalesforceRow(NamedValues values)
{
    /// <summary>The record's id.</summary>
    public string Id => this[SalesforceApi.Id] ?? "";

    public bool IsDeleted => this[SalesforceApi.IsDeleted] == "true";

    /// <summary>The value; null where it is absent, null or empty.</summary>
    public string? this[string name] => values[name];
}
