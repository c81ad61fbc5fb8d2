using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A customer or prospect.</summary>
internal sealed record CompanyRecord : DemoRecord
{
    public required string Name { get; init; }

    public string? Domain { get; init; }

    public string? Industry { get; init; }

    public string? Country { get; init; }

    public string? LifecycleStage { get; init; }

    /// <summary>Yearly revenue in the home currency, where stated.</summary>
    public decimal? AnnualRevenue { get; init; }

    public int? Employees { get; init; }

    /// <summary>By size, where stated.</summary>
    public string? Segment { get; init; }

    /// <summary>First day on which it was a customer no more; null: it is one, or never was.</summary>
    public LocalDate? ChurnedOn { get; init; }
}
