using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>An objective of the company or of a team during <c>[Start, End)</c>.</summary>
public sealed record Objective
{
    /// <summary>Unique inside the file.</summary>
    public required string Id { get; init; }

    /// <summary>What is to be reached.</summary>
    public required string Name { get; init; }

    /// <summary>The team; null: the company.</summary>
    public string? TeamId { get; init; }

    /// <summary>Id of the KPI that measures it; null: <see cref="Actual"/> does.</summary>
    public string? Kpi { get; init; }

    /// <summary>What was reached so far, stated by hand; null: not stated.</summary>
    public decimal? Actual { get; init; }

    /// <summary>True where more is better.</summary>
    public bool Up { get; init; } = true;

    /// <summary>True: grows over the interval (target × business days gone); false: a level that holds at any time.</summary>
    public bool IsCumulative { get; init; }

    /// <summary>Target at the end, in the KPI's unit.</summary>
    public required decimal Target { get; init; }

    /// <summary>First day.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>First day after.</summary>
    public required LocalDate End { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }
}
