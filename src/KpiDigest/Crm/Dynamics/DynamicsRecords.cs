using System.Text.Json;
using System.Text.Json.Serialization;

namespace KpiDigest.Crm.Dynamics;

internal sealed record TokenAnswer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] JsonElement? ExpiresIn = null);

internal sealed record Identity([property: JsonPropertyName("UserId")] string UserId, [property: JsonPropertyName("OrganizationId")] string OrganizationId);

/// <summary>A table as Dataverse describes it. Columns that the user may not read by column security are in it all the same.</summary>
internal sealed record TableDefinition(
    [property: JsonPropertyName("LogicalName")] string LogicalName,
    [property: JsonPropertyName("EntitySetName")] string EntitySetName,
    [property: JsonPropertyName("PrimaryIdAttribute")] string PrimaryId,
    [property: JsonPropertyName("Attributes")] List<ColumnDefinition> Columns,
    [property: JsonPropertyName("ChangeTrackingEnabled")] bool? TracksChanges = null,
    [property: JsonPropertyName("Privileges")] List<TablePrivilege>? Privileges = null);

internal sealed record ColumnDefinition(
    [property: JsonPropertyName("LogicalName")] string LogicalName,
    [property: JsonPropertyName("AttributeType")] string? PlainType = null,
    [property: JsonPropertyName("IsValidForRead")] bool? IsReadable = null,
    [property: JsonPropertyName("AttributeTypeName")] ColumnTypeName? TypeName = null)
{
    public const string Choices = "MultiSelectPicklist";

    /// <summary>A choice of several has a type's name of its own only.</summary>
    [JsonIgnore]
    public string? Type => TypeName?.Value == Choices + "Type" ? Choices : PlainType;
}

internal sealed record ColumnTypeName([property: JsonPropertyName("Value")] string? Value = null);

internal sealed record TablePrivilege([property: JsonPropertyName("PrivilegeId")] string Id, [property: JsonPropertyName("PrivilegeType")] string? Type = null);

internal sealed record UserPrivileges([property: JsonPropertyName("RolePrivileges")] List<UserPrivilege> All);

/// <summary>Depth: Basic (own records), Local (business unit), Deep (and those below), Global (all).</summary>
internal sealed record UserPrivilege([property: JsonPropertyName("PrivilegeId")] string Id, [property: JsonPropertyName("Depth")] string? Depth = null);

internal sealed record ChoicesPage([property: JsonPropertyName("value")] List<ChoiceColumn> Columns);

internal sealed record ChoiceColumn([property: JsonPropertyName("LogicalName")] string LogicalName, [property: JsonPropertyName("OptionSet")] Choices? Choices = null);

internal sealed record Choices([property: JsonPropertyName("Options")] List<Choice>? Options = null);

internal sealed record Choice([property: JsonPropertyName("Value")] int? Value = null, [property: JsonPropertyName("Label")] ChoiceLabel? Label = null);

internal sealed record ChoiceLabel([property: JsonPropertyName("UserLocalizedLabel")] LocalLabel? Local = null);

internal sealed record LocalLabel([property: JsonPropertyName("Label")] string? Text = null);

internal sealed record SnapshotAnswer([property: JsonPropertyName("EntityRecordCountCollection")] SnapshotCounts Counts);

internal sealed record SnapshotCounts([property: JsonPropertyName("Keys")] List<string> Tables, [property: JsonPropertyName("Values")] List<long> Counts);

internal sealed record CountAnswer([property: JsonPropertyName("@odata.count")] long Count);

/// <summary>A page of rows: another follows, or the place from which changes are told, or it is the end.</summary>
internal sealed record TablePage(
    [property: JsonPropertyName("value")] List<DynamicsRow> Rows,
    [property: JsonPropertyName("@odata.nextLink")] string? NextLink = null,
    [property: JsonPropertyName("@odata.deltaLink")] string? DeltaLink = null);
