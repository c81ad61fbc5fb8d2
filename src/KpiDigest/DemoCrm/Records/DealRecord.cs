using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A deal.</summary>
internal sealed record DealRecord : DemoRecord
{
    private readonly HistoryEntry[] _history = [];

    public required string Name { get; init; }

    public required StageRecord Stage { get; init; }

    /// <summary>Amount in <see cref="Currency"/>; null: not stated.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Currency code; null where the account has one currency only.</summary>
    public string? Currency { get; init; }

    /// <summary>Rate into the home currency.</summary>
    public decimal Rate { get; init; } = 1m;

    /// <summary>Expected close while open, close once closed; null: not stated.</summary>
    public Instant? Close { get; init; }

    /// <summary>Entry into the present stage; null: not known.</summary>
    public Instant? StageEntered { get; init; }

    /// <summary>Team of the owner when the owner was assigned, 0: none.</summary>
    public long TeamId { get; init; }

    /// <summary><c>newbusiness</c>, <c>existingbusiness</c>, <c>renewal</c> or null.</summary>
    public string? Kind { get; init; }

    public string? LostReason { get; init; }

    public string? WonReason { get; init; }

    public string? Category { get; init; }

    /// <summary>Where the business came from, where stated.</summary>
    public string? Source { get; init; }

    /// <summary>The product sold, where stated.</summary>
    public string? Product { get; init; }

    /// <summary>Product lines, joined by semicolons.</summary>
    public string? ProductLines { get; init; }

    /// <summary>Gross margin in <see cref="Currency"/>; null: not stated.</summary>
    public decimal? Margin { get; init; }

    /// <summary>Competitors named, joined by semicolons.</summary>
    public string? Competitors { get; init; }

    /// <summary>The supplier who is displaced when it is won.</summary>
    public string? Incumbent { get; init; }

    /// <summary>Who shares in the amount; empty: the owner alone.</summary>
    public IReadOnlyList<SplitRecord> Splits { get; init; } = [];

    /// <summary>The id in the export this record comes from.</summary>
    public string? ExportId { get; init; }

    /// <summary>Company id, 0: none.</summary>
    public long CompanyId { get; init; }

    /// <summary>Contact id, 0: none.</summary>
    public long ContactId { get; init; }

    /// <summary>Sets <see cref="DemoRecord.History"/>.</summary>
    public HistoryEntry[] Entries { init => _history = value; }

    public override IReadOnlyList<HistoryEntry> History => _history;

    /// <summary>Amount in the home currency, to the cent.</summary>
    public decimal? HomeAmount => Amount is { } amount ? decimal.Round(amount * Rate, 2, MidpointRounding.ToEven) : null;

    public override IEnumerable<DemoLink> Links
    {
        get
        {
            if (CompanyId != 0)
            {
                yield return new DemoLink("companies", CompanyId, 5, 6, "deal_to_company", "Primary");
                yield return new DemoLink("companies", CompanyId, 341, 342, "deal_to_company_unlabeled");
            }

            if (ContactId != 0) yield return new DemoLink("contacts", ContactId, 3, 4, "deal_to_contact");
        }
    }
}
