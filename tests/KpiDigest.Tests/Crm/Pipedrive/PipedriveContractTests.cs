using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveContractTests : CrmApiContract
{
    private protected override ContractCrm Create() => new PipedriveContractCrm();
}
