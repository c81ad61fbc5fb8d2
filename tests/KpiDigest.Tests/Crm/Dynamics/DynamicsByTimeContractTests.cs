using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Dynamics;

/// <summary>The same where Dataverse tells no changes: by time, with ids compared, and in small pages.</summary>
public sealed class DynamicsByTimeContractTests : DynamicsContractTests
{
    private protected override ContractCrm Create() => new DynamicsContractCrm(tracks: false, pageRows: 100);

    public override Task A_quarter_of_a_million_deals_arrive() => CannotBe("DynamicsContractTests loads it already");

    public override Task A_fifth_of_all_requests_may_fail_during_a_load_of_a_quarter_of_a_million_deals() => CannotBe("DynamicsContractTests loads it already");
}
