namespace KpiDigest.Configuration;

/// <summary>When a digest is kept back rather than sent.</summary>
internal sealed class GateOptions
{
    /// <summary>Minutes after a digest's due time during which a CRM that cannot be reached is tried again.</summary>
    public int WaitMinutes { get; set; } = 120;

    /// <summary>What becomes of it then. With <c>Preliminary</c> what the gate holds is looked at again until then, too.</summary>
    public GateAfterWait AfterWait { get; set; } = GateAfterWait.Hold;

    /// <summary>A digest is held when fewer deals than this share of the usual number are known, or more than one by it. 0: never.</summary>
    public decimal MinimumShareOfDeals { get; set; } = 0.5m;

    /// <summary>What becomes of a digest because of a finding, where that is not the usual.</summary>
    public IDictionary<string, GatePolicy> Findings { get; set; } = new Dictionary<string, GatePolicy>();
}
