using KpiDigest.Crm;
using KpiDigest.Crm.HubSpot;
using KpiDigest.Secrets;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>A source over <see cref="FakeHubSpot"/>.</summary>
internal sealed class Pulling : PulledSource<HubSpotSource>, IDisposable
{
    public FakeHubSpot Hub { get; } = new();

    public CrmOptions Options { get; } = new() { Kind = "HubSpot", Token = new SecretText(FakeHubSpot.RightToken) };

    public override HubSpotSource Source() => new(Options, Clock, new Undisposed(Hub));

    public void Dispose() => Hub.Dispose();
}
