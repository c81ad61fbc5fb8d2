using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A customer or prospect company.</summary>
public sealed record Account
{
    /// <summary>The CRM's company id.</summary>
    public required string Id { get; init; }

    /// <summary>Name; hostile text until escaped.</summary>
    public required string Name { get; init; }

    /// <summary>When the record was created.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>Industry, where stated.</summary>
    public string? Industry { get; init; }

    /// <summary>Country or region, where stated.</summary>
    public string? Region { get; init; }

    /// <summary>Segment, where stated.</summary>
    public string? Segment { get; init; }

    /// <summary>First day on which it was a customer no more; null: not stated.</summary>
    public LocalDate? ChurnedOn { get; init; }

    /// <summary>Owner id.</summary>
    public string? OwnerId { get; init; }
}
