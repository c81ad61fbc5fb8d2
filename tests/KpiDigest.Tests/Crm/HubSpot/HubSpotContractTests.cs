using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>HubSpot keeps the contract.</summary>
public sealed class HubSpotContractTests : CrmApiContract
{
    private protected override ContractCrm Create() => new HubSpotContractCrm();
}
