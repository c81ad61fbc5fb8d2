using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Dynamics;

public class DynamicsContractTests : CrmApiContract
{
    private protected override ContractCrm Create() => new DynamicsContractCrm();

    public override Task Of_two_merged_deals_one_stays() => CannotBe("Dynamics merges accounts, contacts and leads, not opportunities");
}
