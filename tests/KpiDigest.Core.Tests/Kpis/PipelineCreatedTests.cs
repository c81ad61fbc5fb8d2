using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class PipelineCreatedTests
{
    [Fact]
    public void Adds_the_present_amounts_of_what_was_created_whatever_became_of_it()
    {
        var facts = Some.Company("2018-01-15").Rep("ann").Rep("bob")
            .Deal(Some.Deal(DealStatus.Open, id: "d", amount: 300, created: "2017-10-01", close: "2018-02-01", owner: "bob"))
            .Change("d", DealField.Owner, "2017-10-01", "ann").Change("d", DealField.Owner, "2017-12-01", "bob")
            .Change("d", DealField.Amount, "2017-10-01", "100").Change("d", DealField.Amount, "2018-01-10", "300")
            .Deal(Some.Deal(DealStatus.Lost, amount: 50, created: "2017-12-31T23:00:00Z")).Deal(Some.Deal(amount: null, created: "2017-11-11"))
            .Deal(Some.Deal(created: "2018-01-01")).Deal(Some.Deal(kind: DealKind.Renewal, created: "2017-11-11")).Deal(Some.Deal(created: null)).Build();

        var result = Some.Evaluate(facts, "pipeline-created");

        Assert.Equal((350m, 3m, 1m), (result.Value, result.Part("count"), result.Part("withoutAmount")));
        Assert.Equal(0m, Some.Evaluate(facts, "pipeline-created", scope: Some.Rep(facts, "bob")).Value);
    }

    [Fact]
    public void Is_no_data_where_the_crm_states_no_creation_at_all() =>
        Assert.Equal("no deal states when it was created (the CRM's creation date)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(created: null)).Build(), "pipeline-created").Reason);

    [Fact]
    public void Open_deals_lack_the_rate_of_the_as_of_date() =>
        Assert.Equal("no rate CHF 2018-01-01 (1 deal)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Open, currency: "CHF", close: "2018-02-01")).Build(), "pipeline-created").Reason);
}
