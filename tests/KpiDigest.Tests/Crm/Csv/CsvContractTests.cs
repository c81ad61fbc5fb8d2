using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Csv;

/// <summary>The CSV connector keeps the contract; a merge is to it a row that disappears.</summary>
public sealed class CsvContractTests : CrmSourceContract
{
    private protected override ContractCrm Create() => new CsvContractCrm();
}
