using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceContractTests : CrmApiContract
{
    private protected override ContractCrm Create() => new SalesforceContractCrm();

    public override Task Of_two_merged_deals_one_stays() => CannotBe("Salesforce merges accounts, contacts and leads, not opportunities");
}
