using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>What the server serves.</summary>
internal sealed record DemoCrmData
{
    /// <summary>The instant at which the data ends; the demo's clock stands there.</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>Company name for headers.</summary>
    public required string CompanyName { get; init; }

    /// <summary>IANA zone of the account.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Home currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Who leads which team: the demo's recipients.</summary>
    public required IReadOnlyList<DemoTeamLead> TeamLeads { get; init; }
}
