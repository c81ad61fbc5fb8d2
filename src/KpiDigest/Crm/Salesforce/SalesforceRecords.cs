using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Salesforce;

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("instance_url")] string InstanceUrl, string? Id = null);

internal sealed record ServedVersion(string Version);

/// <summary>What the user may see of an object; a field that is hidden from the user is not in it.</summary>
internal sealed record ObjectDescription(List<FieldDescription> Fields, List<RecordType>? RecordTypeInfos = null);

internal sealed record FieldDescription(string Name, string? Type = null, List<PicklistValue>? PicklistValues = null);

internal sealed record PicklistValue(string? Value = null, string? Label = null);

/// <summary>Records without a type of their own have the master type.</summary>
internal sealed record RecordType(string? Name = null, bool Master = false);

internal sealed record QueryJobRequest(string Operation, string Query);

/// <summary>A job of the Bulk API: <c>UploadComplete</c> and <c>InProgress</c> until it is <c>JobComplete</c>, <c>Failed</c> or <c>Aborted</c>.</summary>
internal sealed record QueryJob(string Id, string State, string? ErrorMessage = null);

/// <summary>A page of a query; <paramref name="TotalSize"/> counts all that match.</summary>
internal sealed record QueryPage(bool Done, List<SalesforceRow> Records, long TotalSize, string? NextRecordsUrl = null);
