using System.Text.Json.Serialization;
using KpiDigest.Crm.Http;

namespace KpiDigest.Crm.Pipedrive;

/// <summary>Any answer. Version 1 writes an empty list as <c>null</c>, version 2 never does.</summary>
internal sealed record PipedriveAnswer<T>(bool Success, T? Data)
{
    public AdditionalData? AdditionalData { get; init; }
}

/// <summary>Where a list goes on: version 2 (and logs) by cursor, version 1 by number.</summary>
internal sealed record AdditionalData
{
    public string? NextCursor { get; init; }

    public Pagination? Pagination { get; init; }
}

internal sealed record Pagination
{
    public bool MoreItemsInCollection { get; init; }

    public int? NextStart { get; init; }
}

/// <summary>A person; of the token's own user also the company.</summary>
internal sealed record PipedriveUser([property: JsonConverter(typeof(TextOrNumber))] string Id)
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? ActiveFlag { get; init; }

    public string? TimezoneName { get; init; }

    /// <summary>Older accounts state it so, newer ones by <see cref="Access"/>.</summary>
    [JsonConverter(typeof(TextOrNumber))]
    public string? IsAdmin { get; init; }

    public List<AppAccess>? Access { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? CompanyId { get; init; }
}

/// <summary>What somebody may do in one of Pipedrive's apps.</summary>
internal sealed record AppAccess
{
    public string? App { get; init; }

    public bool Admin { get; init; }
}

internal sealed record PipedriveTeam([property: JsonConverter(typeof(TextOrNumber))] string Id)
{
    public string? Name { get; init; }

    public List<long>? Users { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? ActiveFlag { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? DeletedFlag { get; init; }
}

/// <summary>What a field of deals or organisations is.</summary>
internal sealed record FieldDefinition(string FieldCode, string FieldType)
{
    public string? FieldName { get; init; }

    public bool IsCustomField { get; init; }

    public List<FieldOption>? Options { get; init; }
}

internal sealed record FieldOption([property: JsonConverter(typeof(TextOrNumber))] string Id)
{
    public string? Label { get; init; }
}

internal sealed record GoalList(List<PipedriveGoal> Goals);

internal sealed record PipedriveGoal([property: JsonConverter(typeof(TextOrNumber))] string Id)
{
    public GoalType? Type { get; init; }

    public GoalAssignee? Assignee { get; init; }

    public string? Interval { get; init; }

    public GoalDuration? Duration { get; init; }

    public GoalOutcome? ExpectedOutcome { get; init; }

    public bool? IsActive { get; init; }
}

internal sealed record GoalType
{
    public string? Name { get; init; }

    public GoalScope? Params { get; init; }
}

internal sealed record GoalScope
{
    /// <summary>Null or empty: all pipelines.</summary>
    public List<long>? PipelineId { get; init; }
}

internal sealed record GoalAssignee
{
    public string? Type { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }
}

internal sealed record GoalDuration
{
    public string? Start { get; init; }

    /// <summary>Last day; null: open-ended.</summary>
    public string? End { get; init; }
}

internal sealed record GoalOutcome
{
    [JsonConverter(typeof(TextOrNumber))]
    public string? Target { get; init; }

    public string? TrackingMetric { get; init; }

    [JsonConverter(typeof(TextOrNumber))]
    public string? CurrencyId { get; init; }
}
