using System.Text.Json.Serialization;

namespace KpiDigest.Benchmarks;

/// <summary>What one would write first: records as the API documents them, for the source generator.</summary>
internal sealed record PlainPage(List<PlainObject> Results, PlainPaging? Paging);

internal sealed record PlainObject(
    string Id,
    Dictionary<string, string?> Properties,
    Dictionary<string, List<PlainHistory>>? PropertiesWithHistory,
    Dictionary<string, PlainAssociations>? Associations,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    bool Archived);

internal sealed record PlainHistory(string? Value, DateTimeOffset Timestamp, string? SourceType);

internal sealed record PlainAssociations(List<PlainAssociation> Results);

internal sealed record PlainAssociation(string Id, string? Type);

internal sealed record PlainPaging(PlainNext? Next);

internal sealed record PlainNext(string After);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainPage))]
internal sealed partial class PlainJson : JsonSerializerContext;
