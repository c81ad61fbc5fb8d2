namespace KpiDigest.Core.Facts;

/// <summary>A sales team; teams form a tree.</summary>
public sealed record Team
{
    /// <summary>The CRM's team id.</summary>
    public required string Id { get; init; }

    /// <summary>Name as shown in digests and written in scopes (<c>team:NAME</c>).</summary>
    public required string Name { get; init; }

    /// <summary>The team above; null at the top.</summary>
    public string? ParentId { get; init; }
}
