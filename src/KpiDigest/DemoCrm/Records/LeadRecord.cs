using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A prospect that may become a deal.</summary>
internal sealed record LeadRecord : DemoRecord
{
    public required string Name { get; init; }

    /// <summary>Stage of the lead pipeline.</summary>
    public required string Stage { get; init; }

    public required string Source { get; init; }

    /// <summary><c>NEW_BUSINESS</c> or <c>UPSELL</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Contact id, 0: none.</summary>
    public long ContactId { get; init; }

    /// <summary>Company id, 0: none.</summary>
    public long CompanyId { get; init; }

    /// <summary>The deal it became, 0: none.</summary>
    public long DealId { get; init; }

    /// <summary>When it was qualified and became the deal; null: not.</summary>
    public Instant? QualifiedAt { get; init; }

    public override IEnumerable<DemoLink> Links
    {
        get
        {
            if (ContactId != 0) yield return new DemoLink("contacts", ContactId, 578, 579, "lead_to_primary_contact", "Primary");
            if (CompanyId != 0) yield return new DemoLink("companies", CompanyId, 610, 611, "lead_to_company");
            if (DealId != 0) yield return new DemoLink("deals", DealId, 583, 582, "lead_to_deal");
        }
    }
}
