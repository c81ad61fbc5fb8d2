using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A sales target of one subject over <c>[Start, End)</c>.</summary>
public sealed record Quota
{
    /// <summary>The CRM's or file's row id.</summary>
    public required string Id { get; init; }

    /// <summary>Whose quota it is.</summary>
    public required ScopeKind Subject { get; init; }

    /// <summary>Team or rep id; null for the company.</summary>
    public string? SubjectId { get; init; }

    /// <summary>First day.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>First day after.</summary>
    public required LocalDate End { get; init; }

    /// <summary>Target of closed-won amount, in <see cref="Currency"/>.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code; null: the home currency.</summary>
    public string? Currency { get; init; }

    /// <summary>True: never prorated by employed days (D10).</summary>
    public bool AsIs { get; init; }

    /// <summary>
    /// The goal that the row is a part of, where the CRM sets one goal for teams and again for their members (HubSpot's goal groups): a rep's row is
    /// not added beside the row of a team of the same family and time. Null: none.
    /// </summary>
    public string? Family { get; init; }
}
