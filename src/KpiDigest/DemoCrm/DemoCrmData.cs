using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>What the server serves: never changed; a server works on a copy of its lists (<see cref="DemoCrmStore"/>).</summary>
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

    /// <summary>Other currencies deals may carry; none: the account is not multi-currency.</summary>
    public IReadOnlyList<string> AdditionalCurrencies { get; init; } = [];

    /// <summary>Dated exchange rates into the home currency, oldest first.</summary>
    public IReadOnlyList<RateRecord> Rates { get; init; } = [];

    /// <summary>Who leads which team: the demo's recipients.</summary>
    public required IReadOnlyList<DemoTeamLead> TeamLeads { get; init; }

    /// <summary>Settings of <c>Crm:Fields</c> that this account's own properties need.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What this account's own values of <c>dealtype</c> mean (<c>Crm:DealKinds</c>).</summary>
    public IReadOnlyDictionary<string, string> DealKinds { get; init; } = new Dictionary<string, string>();

    /// <summary>Supplement files by name; empty: there are none.</summary>
    public IReadOnlyDictionary<string, string> Supplements { get; init; } = new Dictionary<string, string>();

    /// <summary>The set of holidays to count by; empty: none.</summary>
    public string HolidaySet { get; init; } = "";

    /// <summary>Deal pipelines.</summary>
    public required IReadOnlyList<PipelineRecord> Pipelines { get; init; }

    /// <summary>Teams.</summary>
    public required IReadOnlyList<TeamRecord> Teams { get; init; }

    /// <summary>Owners, leavers included.</summary>
    public required IReadOnlyList<OwnerRecord> Owners { get; init; }

    /// <summary>Records by object type name (<c>deals</c>), in any order; an absent type is empty.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DemoRecord>> Records { get; init; }
}
