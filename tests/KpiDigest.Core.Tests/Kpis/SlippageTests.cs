using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class SlippageTests
{
    [Fact]
    public void Catalogue_example_7()
    {
        var result = Some.Evaluate(Example7("2018-01-01").Build(), "slippage");

        Assert.Equal((3m, 8m, 0.375m), (result.Numerator, result.Denominator, result.Value));
        Assert.Equal((0.136844m, 0.694258m), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6)));
        Assert.Equal((3m, 2m, 0m), (result.Part("won"), result.Part("lost"), result.Part("due")));
        Assert.Equal((1m, 1m), (result.Part("pulledIn"), result.Part("overdueAtStart")));
    }

    [Fact]
    public void To_date_an_overdue_deal_is_still_due()
    {
        // On 2017-12-18 the deal of the 15th is overdue; it slips at the quarter's end only.
        var result = Some.Evaluate(Example7("2018-02-01").Build(), "slippage", "2017-W50");

        Assert.Equal((2m, 8m, 1m, true), (result.Numerator, result.Denominator, result.Part("due"), result.ToDate));
    }

    [Fact]
    public void A_deal_stays_with_its_owner_at_the_start_and_its_amount_then()
    {
        var facts = Some.Company().Rep("ann").Rep("bob").Deal(Some.Deal(DealStatus.Open, id: "d", owner: "bob", amount: 900, created: "2017-09-01", close: "2018-02-01"))
            .Stages("d", ("2017-09-01", "open")).Change("d", DealField.Close, "2017-09-01", "2017-11-01").Change("d", DealField.Close, "2017-10-20", "2018-02-01")
            .Change("d", DealField.Owner, "2017-09-01", "ann").Change("d", DealField.Owner, "2017-10-10", "bob")
            .Change("d", DealField.Amount, "2017-09-01", "500").Change("d", DealField.Amount, "2017-10-10", "900").Build();

        var result = Some.Evaluate(facts, "slippage", scope: Some.Rep(facts, "ann"));

        Assert.Equal((1m, 500m), (result.Value, result.Part("amount")));
        Assert.Equal("no open deal was due in 2017-Q4 when it began", Some.Evaluate(facts, "slippage", scope: Some.Rep(facts, "bob")).Reason);
    }

    [Theory]
    [InlineData("slippage")]
    [InlineData("pipeline-bridge")]
    public void Without_a_history_of_deals_nothing_is_said_of_how_they_were_at_the_start(string kpi)
    {
        var company = Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", created: "2017-09-01", close: "2017-11-01"));
        company.Builder.MarkMissing(FactKind.DealChange, "the export holds none");
        var result = Some.Evaluate(company.Build(), kpi);
        Assert.Equal((null, "how deals were when 2017-Q4 began is not known: the export holds none"), (result.Value, result.Reason));
    }

    [Theory]
    [InlineData("slippage")]
    [InlineData("pipeline-bridge")]
    public void A_deal_lost_for_no_loss_after_the_quarter_counts_in_it_no_more(string kpi)
    {
        var deal = Some.Deal(DealStatus.Lost, id: "d", amount: 100, created: "2017-09-01", close: "2018-01-20", lostReason: "duplicate");
        Company Known(string asOf) => Some.Company(asOf, new DealRules { NotALoss = ["duplicate"] }).Rep("ann").Deal(deal)
            .Stages("d", ("2017-09-01", "open"), ("2018-01-20", "lost"))
            .Change("d", DealField.Close, "2017-09-01", "2017-11-01").Change("d", DealField.Close, "2018-01-20", "2018-01-20");

        Assert.NotEmpty(Some.Explain(Known("2018-01-10").Build(), kpi, "2017-Q4", Scope.Company).Records);
        Assert.Empty(Some.Explain(Known("2018-02-01").Build(), kpi, "2017-Q4", Scope.Company).Records);
    }

    [Theory]
    [InlineData("2017-09-30", false)]
    [InlineData("2017-10-01", true)]
    [InlineData("2017-12-31", true)]
    [InlineData("2018-01-01", false)]
    public void The_cohort_is_what_was_due_from_the_first_to_the_last_day(string expected, bool isIn)
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Open, created: "2017-09-01", close: expected)).Build();

        Assert.Equal(isIn ? 1m : 0m, Some.Evaluate(facts, "slippage").Denominator);
        Assert.Equal("none", Some.Evaluate(facts, "slippage").Parts.Single(p => p.Name == "history").Text);
    }

    internal static Company Example7(string asOf)
    {
        var company = Some.Company(asOf).Rep("ann");
        foreach (var (id, status, closed, expected) in new (string, DealStatus, string?, string[])[]
        {
            ("won1", DealStatus.Won, "2017-11-10", ["2017-09-01 2017-11-15"]), ("won2", DealStatus.Won, "2017-11-11", ["2017-09-01 2017-11-15"]),
            ("won3", DealStatus.Won, "2017-12-10", ["2017-09-01 2017-11-15", "2017-11-01 2018-01-15", "2017-12-01 2017-12-12"]),
            ("lost1", DealStatus.Lost, "2017-11-12", ["2017-09-01 2017-12-01"]), ("lost2", DealStatus.Lost, "2017-12-12", ["2017-09-01 2017-11-15", "2017-11-01 2018-01-15"]),
            ("moved1", DealStatus.Open, null, ["2017-09-01 2017-11-15", "2017-11-01 2018-01-15"]), ("moved2", DealStatus.Open, null, ["2017-09-01 2017-11-15", "2017-12-01 2018-01-31"]),
            ("late", DealStatus.Open, null, ["2017-09-01 2017-12-15"]), ("overdue", DealStatus.Open, null, ["2017-08-01 2017-09-15"]),
            ("pushed", DealStatus.Open, null, ["2017-10-15 2017-12-01", "2017-11-15 2018-02-01"]), ("pulled", DealStatus.Won, "2017-12-05", ["2017-09-01 2018-02-01"]),
        })
        {
            var created = expected[0].Split(' ')[0];
            company.Deal(Some.Deal(status, id: id, created: created, close: closed ?? expected[^1].Split(' ')[1])).Stages(id, (created, "open"));
            foreach (var change in expected) company.Change(id, DealField.Close, change.Split(' ')[0], change.Split(' ')[1]);
            if (closed is null) continue;
            company.Stages(id, ($"{closed}T10:00:00Z", status == DealStatus.Won ? "won" : "lost")).Change(id, DealField.Close, $"{closed}T10:00:00Z", closed);
        }

        return company;
    }
}
