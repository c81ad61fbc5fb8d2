namespace KpiDigest.DemoCrm.Records;

/// <summary>A person at a company.</summary>
internal sealed record ContactRecord : DemoRecord
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }

    public string? LifecycleStage { get; init; }

    /// <summary>Company id, 0: none.</summary>
    public long CompanyId { get; init; }

    public override IEnumerable<DemoLink> Links => CompanyId == 0 ? []
        : [new DemoLink("companies", CompanyId, 1, 2, "contact_to_company", "Primary"), new DemoLink("companies", CompanyId, 279, 280, "contact_to_company_unlabeled")];
}
