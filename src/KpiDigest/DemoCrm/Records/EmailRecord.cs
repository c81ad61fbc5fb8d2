using NodaTime;

namespace KpiDigest.DemoCrm.Records;

/// <summary>A logged email.</summary>
internal sealed record EmailRecord : DemoRecord
{
    public required string Subject { get; init; }

    public required Instant At { get; init; }

    /// <summary>SENT, BOUNCED, FAILED or SCHEDULED.</summary>
    public required string Status { get; init; }

    /// <summary>EMAIL from us, INCOMING_EMAIL from the customer.</summary>
    public required string Direction { get; init; }

    /// <summary>The sequence that sent it to many, 0: somebody wrote it.</summary>
    public long SequenceId { get; init; }

    /// <summary>Deal id, 0: none.</summary>
    public long DealId { get; init; }

    /// <summary>Company id, 0: none.</summary>
    public long CompanyId { get; init; }

    /// <summary>Contact id, 0: none.</summary>
    public long ContactId { get; init; }

    public override IEnumerable<DemoLink> Links => DemoLinks.Of(("deals", DealId, 210, "email_to_deal"), ("companies", CompanyId, 186, "email_to_company"), ("contacts", ContactId, 198, "email_to_contact"));
}
