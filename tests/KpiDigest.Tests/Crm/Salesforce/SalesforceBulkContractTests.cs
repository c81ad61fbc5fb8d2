using KpiDigest.Tests.Crm.Contract;

namespace KpiDigest.Tests.Crm.Salesforce;

/// <summary>The contract with small pages, where every object of more than one page is loaded by a job, and with the faults in the jobs.</summary>
public sealed class SalesforceBulkContractTests : CrmApiContract
{
    private protected override ContractCrm Create() => new SalesforceContractCrm(bulkFrom: 20);

    public override Task Of_two_merged_deals_one_stays() => CannotBe("Salesforce merges accounts, contacts and leads, not opportunities");

    public override Task An_object_costs_its_pages_and_one_request(bool changes) => CannotBe("a job is asked for its state until it is ready");

    public override Task Deals_that_may_not_be_read_end_the_sync_and_delete_nothing() => CannotBe("where jobs are refused, queries read what may be read");

    public override Task Nothing_that_a_sync_says_shows_a_customer_a_person_or_a_token() => CannotBe("where jobs are refused, nothing is said; SalesforceBulkTests look at what broken sets say");

    public override Task A_quarter_of_a_million_deals_arrive() => CannotBe("SalesforceContractTests loads it by a job already");

    public override Task A_fifth_of_all_requests_may_fail_during_a_load_of_a_quarter_of_a_million_deals() => CannotBe("SalesforceContractTests loads it by a job already");
}
