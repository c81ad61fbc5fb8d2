using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class PipelineBridgeTests
{
    private static readonly string[] Terms = ["opening", "created", "pulledIn", "revalued", "won", "lost", "pushed"];

    [Fact]
    public void Catalogue_example_14()
    {
        var facts = Some.Company("2018-01-01").Rep("ann")
            .Deal(Some.Deal(id: "D1", amount: 90, created: "2017-09-01", close: "2017-11-15")).Stages("D1", ("2017-09-01", "open"), ("2017-11-15", "won")).Change("D1", DealField.Amount, "2017-09-01", "100").Change("D1", DealField.Amount, "2017-11-15", "90")
            .Change("D1", DealField.Close, "2017-09-01", "2017-11-01").Change("D1", DealField.Close, "2017-11-15", "2017-11-15")
            .Deal(Some.Deal(DealStatus.Open, id: "D2", amount: 50, created: "2017-09-01", close: "2018-02-01")).Change("D2", DealField.Close, "2017-09-01", "2017-11-01").Change("D2", DealField.Close, "2017-11-01", "2018-02-01")
            .Deal(Some.Deal(DealStatus.Open, id: "D3", amount: 120, created: "2017-09-01", close: "2017-12-30")).Change("D3", DealField.Amount, "2017-09-01", "80").Change("D3", DealField.Amount, "2017-11-01", "120")
            .Deal(Some.Deal(id: "D4", amount: 40, created: "2017-10-15", close: "2017-12-01")).Stages("D4", ("2017-10-15", "open"), ("2017-12-01", "won"))
            .Deal(Some.Deal(DealStatus.Lost, id: "D5", amount: 60, created: "2017-09-01", close: "2017-12-01")).Stages("D5", ("2017-09-01", "open"), ("2017-12-01", "lost")).Change("D5", DealField.Close, "2017-09-01", "2018-02-01").Change("D5", DealField.Close, "2017-12-01", "2017-12-01")
            .Deal(Some.Deal(DealStatus.Lost, id: "D6", amount: 30, created: "2017-09-01", close: "2017-12-01")).Stages("D6", ("2017-09-01", "open"), ("2017-12-01", "lost"))
            .Deal(Some.Deal(DealStatus.Open, amount: 999, created: "2017-09-01", close: "2018-03-01")).Build();

        var result = Some.Evaluate(facts, "pipeline-bridge");

        Assert.Equal(120m, result.Value);
        Assert.Equal([260m, 40m, 60m, 30m, 130m, 90m, 50m], Terms.Select(t => result.Part(t)!.Value));
        Assert.Equal(120m, Some.Evaluate(facts, "pipeline-coverage", "2017-W52").Part("open"));
    }

    [Fact]
    public void Teams_add_up_to_the_company_term_by_term()
    {
        var facts = RandomCompany.Build(11);

        foreach (var period in new[] { "2017-Q3", "2017-Q4", "2017-W47" })
        {
            var company = Some.Evaluate(facts, "pipeline-bridge", period);
            var teams = facts.Children(Scope.Company).Select(t => Some.Evaluate(facts, "pipeline-bridge", period, t)).ToList();
            Assert.Equal(company.Value!.Value, teams.Sum(t => t.Value!.Value), 10);
            foreach (var term in Terms) Assert.Equal(company.Part(term)!.Value, teams.Sum(t => t.Part(term)!.Value), 10);
        }
    }

    [Fact]
    public void A_deal_that_went_out_and_came_back_counts_by_its_two_ends_only()
    {
        var facts = Some.Company("2018-01-01").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", amount: 50, created: "2017-09-01", close: "2017-12-20"))
            .Change("d", DealField.Close, "2017-09-01", "2017-11-01").Change("d", DealField.Close, "2017-10-20", "2018-02-01").Change("d", DealField.Close, "2017-11-20", "2017-12-20").Build();

        var result = Some.Evaluate(facts, "pipeline-bridge");

        Assert.Equal([50m, 0m, 0m, 0m, 0m, 0m, 0m], Terms.Select(t => result.Part(t)!.Value));
    }

    [Fact]
    public void An_overdue_deal_that_is_given_a_new_date_is_pulled_in()
    {
        var facts = Some.Company("2018-01-01").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", amount: 50, created: "2017-08-01", close: "2017-12-20"))
            .Change("d", DealField.Close, "2017-08-01", "2017-09-15").Change("d", DealField.Close, "2017-11-20", "2017-12-20").Build();

        Assert.Equal((50m, 50m), Some.Evaluate(facts, "pipeline-bridge") is var r ? (r.Value!.Value, r.Part("pulledIn")!.Value) : default);
    }

    [Fact]
    public void A_missing_rate_is_named() =>
        Assert.Equal("no rate CHF 2017-11-15 (1 deal)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(currency: "CHF")).Build(), "pipeline-bridge").Reason);
}
