using System.Text.Json.Serialization;

namespace KpiDigest.Benchmarks;

/// <summary>What one would write first for Salesforce: records as the API documents them, for the source generator.</summary>
internal sealed record PlainQuery(bool Done, int TotalSize, string? NextRecordsUrl, List<PlainOpportunity> Records);

internal sealed record PlainOpportunity(
    string Id, string Name, string? AccountId, string? OwnerId, string StageName, decimal? Amount, string? CloseDate, bool IsClosed, bool IsWon, string? Type, string? ForecastCategory, string? LeadSource,
    string CreatedDate, string SystemModstamp, bool IsDeleted);

/// <summary>The same for Pipedrive.</summary>
internal sealed record PlainDeals(bool Success, List<PlainDeal> Data, [property: JsonPropertyName("additional_data")] PlainAdditional? AdditionalData);

internal sealed record PlainAdditional([property: JsonPropertyName("next_cursor")] string? NextCursor);

internal sealed record PlainDeal(
    long Id, string Title, [property: JsonPropertyName("owner_id")] long? OwnerId, [property: JsonPropertyName("org_id")] long? OrgId, [property: JsonPropertyName("pipeline_id")] long PipelineId,
    [property: JsonPropertyName("stage_id")] long StageId, decimal? Value, string? Currency, string Status, [property: JsonPropertyName("add_time")] DateTimeOffset AddTime,
    [property: JsonPropertyName("update_time")] DateTimeOffset UpdateTime, [property: JsonPropertyName("expected_close_date")] string? ExpectedCloseDate,
    [property: JsonPropertyName("won_time")] DateTimeOffset? WonTime, [property: JsonPropertyName("lost_time")] DateTimeOffset? LostTime, [property: JsonPropertyName("lost_reason")] string? LostReason,
    [property: JsonPropertyName("is_deleted")] bool IsDeleted, [property: JsonPropertyName("is_archived")] bool IsArchived, [property: JsonPropertyName("custom_fields")] Dictionary<string, decimal?>? CustomFields);

/// <summary>The same for Dynamics.</summary>
internal sealed record PlainRows([property: JsonPropertyName("@odata.nextLink")] string? NextLink, [property: JsonPropertyName("value")] List<PlainRow> Value);

internal sealed record PlainRow(
    [property: JsonPropertyName("opportunityid")] Guid OpportunityId, [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("estimatedvalue")] decimal? EstimatedValue,
    [property: JsonPropertyName("estimatedvalue_base")] decimal? EstimatedValueBase, [property: JsonPropertyName("exchangerate")] decimal? ExchangeRate, [property: JsonPropertyName("statecode")] int StateCode,
    [property: JsonPropertyName("statuscode@OData.Community.Display.V1.FormattedValue")] string? Status, [property: JsonPropertyName("stepname")] string? StepName,
    [property: JsonPropertyName("estimatedclosedate")] string? EstimatedCloseDate, [property: JsonPropertyName("actualclosedate")] string? ActualCloseDate,
    [property: JsonPropertyName("createdon")] DateTimeOffset CreatedOn, [property: JsonPropertyName("modifiedon")] DateTimeOffset ModifiedOn, [property: JsonPropertyName("_owninguser_value")] Guid? OwningUser,
    [property: JsonPropertyName("_parentaccountid_value")] Guid? ParentAccount);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified)]
[JsonSerializable(typeof(PlainRows))]
internal sealed partial class PlainODataJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainDeals))]
internal sealed partial class PlainPipedriveJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(PlainQuery))]
internal sealed partial class PlainSalesforceJson : JsonSerializerContext;
