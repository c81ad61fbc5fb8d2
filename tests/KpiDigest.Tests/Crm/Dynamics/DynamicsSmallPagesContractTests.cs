using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>The same with loads of many pages, from which changes are followed.</summary>
public sealed class DynamicsSmallPagesContractTests : DynamicsContractTests
{
    private protected override ContractCrm Create() => new DynamicsContractCrm(pageRows: 100);

    public override Task A_quarter_of_a_million_deals_arrive() => CannotBe("DynamicsContractTests loads it already");

    public override Task A_fifth_of_all_requests_may_fail_during_a_load_of_a_quarter_of_a_million_deals() => CannotBe("DynamicsContractTests loads it already");
}
