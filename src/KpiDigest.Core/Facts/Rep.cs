namespace KpiDigest.Core.Facts;

/// <summary>A person who owns deals.</summary>
public sealed record Rep
{
    /// <summary>The CRM's owner id.</summary>
    public required string Id { get; init; }

    /// <summary>Full name as shown in digests.</summary>
    public required string Name { get; init; }

    /// <summary>Email address, where the CRM states one.</summary>
    public string? Email { get; init; }

    /// <summary>The primary team at the time of this version; null: no team.</summary>
    public string? TeamId { get; init; }

    /// <summary>False for archived owners (leavers): their deals still count.</summary>
    public bool Active { get; init; } = true;
}
