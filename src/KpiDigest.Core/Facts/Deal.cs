using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>A deal (opportunity) as the CRM states it at one moment.</summary>
public sealed record Deal
{
    /// <summary>The stamp of all deals of a source that has none: when they changed is not known.</summary>
    public static readonly Instant Unstamped = NodaConstants.UnixEpoch;

    /// <summary>The CRM's deal id.</summary>
    public required string Id { get; init; }

    /// <summary>Name; hostile text until escaped.</summary>
    public required string Name { get; init; }

    /// <summary>The customer's account id.</summary>
    public string? AccountId { get; init; }

    /// <summary>The present owner; null: none.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Pipeline id.</summary>
    public string? PipelineId { get; init; }

    /// <summary>Stage id.</summary>
    public string? StageId { get; init; }

    /// <summary>Open, won or lost.</summary>
    public required DealStatus Status { get; init; }

    /// <summary>When it was created, by the CRM's own statement; null: not stated.</summary>
    public FactDate? Created { get; init; }

    /// <summary>Reporting date of a closed deal, expected close of an open one (D2); null: not stated.</summary>
    public FactDate? Close { get; init; }

    /// <summary>Amount in <see cref="Currency"/>; null: not stated.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217 code of <see cref="Amount"/>; null: the home currency.</summary>
    public string? Currency { get; init; }

    /// <summary>The CRM's own amount in the home currency; null: not stated.</summary>
    public decimal? HomeAmount { get; init; }

    /// <summary>New, expansion, cross-sell, renewal or unknown.</summary>
    public DealKind Kind { get; init; }

    /// <summary>Why it was lost, as the CRM states it.</summary>
    public string? LostReason { get; init; }

    /// <summary>Forecast category as the CRM states it.</summary>
    public string? ForecastCategory { get; init; }

    /// <summary>Gross margin in <see cref="Currency"/>; null: not stated.</summary>
    public decimal? Margin { get; init; }

    /// <summary>Where the business came from, as the CRM states it.</summary>
    public string? Source { get; init; }

    /// <summary>Names of the product lines in the deal, each once.</summary>
    public IReadOnlyList<string> ProductLines { get; init; } = [];

    /// <summary>Competitors named on the deal, each once.</summary>
    public IReadOnlyList<string> Competitors { get; init; } = [];

    /// <summary>The supplier who is displaced when the deal is won; null: none stated.</summary>
    public string? Incumbent { get; init; }

    /// <summary>Revenue splits; empty: the owner has all of it (D7).</summary>
    public IReadOnlyList<DealSplit> Splits { get; init; } = [];

    /// <summary>The CRM's stamp of the last change; a version with an older stamp never follows one with a newer. <see cref="Unstamped"/>: it has none.</summary>
    public required Instant ModifiedAt { get; init; }
}
