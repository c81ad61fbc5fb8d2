using System.Text.Json.Serialization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.HubSpot;

/// <summary>A page of a list, a search or a batch read.</summary>
internal sealed record ObjectPage(List<ObjectRow> Results, Paging? Paging = null, long? Total = null)
{
    /// <summary>Where the next page starts; null: there is none.</summary>
    [JsonIgnore]
    public string? Next => Paging?.Next?.After;
}

/// <summary>One CRM object; which properties it has depends on what was asked.</summary>
internal sealed record ObjectRow([property: JsonConverter(typeof(TextOrNumber))] string Id)
{
    public HubSpotProperties Properties { get; init; } = HubSpotProperties.None;

    /// <summary>Former values by property, newest first.</summary>
    public Dictionary<string, List<HistoryEntry>>? PropertiesWithHistory { get; init; }

    public Dictionary<string, AssociationList>? Associations { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    public bool Archived { get; init; }

    /// <summary>Revenue splits of a deal; they are read apart.</summary>
    [JsonIgnore]
    public IReadOnlyList<DealSplit> Splits { get; init; } = [];
}

internal sealed record HistoryEntry([property: JsonConverter(typeof(TextOrNumber))] string? Value = null, [property: JsonConverter(typeof(TextOrNumber))] string? Timestamp = null);

internal sealed record Paging(PagingNext? Next = null);

internal sealed record PagingNext([property: JsonConverter(typeof(TextOrNumber))] string After);

internal sealed record AssociationList(List<Association>? Results = null);

/// <summary>An associated object as a list shows it.</summary>
internal sealed record Association([property: JsonConverter(typeof(TextOrNumber))] string Id, string? Type = null);

internal sealed record SearchRequest(IReadOnlyList<FilterGroup> FilterGroups, IReadOnlyList<string> Sorts, IReadOnlyList<string> Properties, int Limit, string After = "0");

internal sealed record FilterGroup(IReadOnlyList<Filter> Filters);

internal sealed record Filter(string PropertyName, string Operator, string Value);

internal sealed record BatchReadRequest(IReadOnlyList<ObjectId> Inputs, IReadOnlyList<string> Properties, IReadOnlyList<string> PropertiesWithHistory);

internal sealed record AssociationRequest(IReadOnlyList<ObjectId> Inputs);

internal sealed record ObjectId([property: JsonConverter(typeof(TextOrNumber))] string Id);

internal sealed record AssociationAnswer(List<AssociationRow> Results);

internal sealed record AssociationRow(ObjectId From, List<AssociatedObject>? To = null);

internal sealed record AssociatedObject([property: JsonConverter(typeof(TextOrNumber))] string ToObjectId, List<AssociationType>? AssociationTypes = null);

internal sealed record AssociationType(int? TypeId = null);

internal sealed record DealSplitAnswer(List<DealSplitRow> Results);

/// <summary>A deal's splits; each has an owner and a share of 1.</summary>
internal sealed record DealSplitRow([property: JsonConverter(typeof(TextOrNumber))] string Id, List<ObjectRow>? Splits = null);

internal sealed record OwnerPage(List<Owner> Results, Paging? Paging = null)
{
    [JsonIgnore]
    public string? Next => Paging?.Next?.After;
}

internal sealed record Owner([property: JsonConverter(typeof(TextOrNumber))] string Id)
{
    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public bool Archived { get; init; }

    public List<OwnerTeam>? Teams { get; init; }
}

internal sealed record OwnerTeam([property: JsonConverter(typeof(TextOrNumber))] string Id, string? Name = null, bool Primary = false);

internal sealed record TeamList(List<TeamRow> Results);

internal sealed record TeamRow([property: JsonConverter(typeof(TextOrNumber))] string Id, string? Name = null);

internal sealed record PipelineList(List<Pipeline> Results);

internal sealed record Pipeline([property: JsonConverter(typeof(TextOrNumber))] string Id, string? Label = null)
{
    public List<PipelineStage> Stages { get; init; } = [];
}

internal sealed record PipelineStage([property: JsonConverter(typeof(TextOrNumber))] string Id, string? Label = null, int DisplayOrder = 0)
{
    public StageMetadata? Metadata { get; init; }
}

internal sealed record StageMetadata(
    [property: JsonConverter(typeof(TextOrNumber))] string? IsClosed = null, [property: JsonConverter(typeof(TextOrNumber))] string? Probability = null);

internal sealed record PropertyList(List<PropertyDefinition> Results);

internal sealed record PropertyDefinition(string Name, string? Type = null)
{
    /// <summary>What an enumeration may hold; empty: no enumeration.</summary>
    public List<PropertyOption>? Options { get; init; }
}

internal sealed record PropertyOption([property: JsonConverter(typeof(TextOrNumber))] string Value, string? Label = null);

internal sealed record AccountDetails([property: JsonConverter(typeof(TextOrNumber))] string PortalId)
{
    public string? TimeZone { get; init; }

    public string? CompanyCurrency { get; init; }

    public string? UiDomain { get; init; }
}
