using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class CustomerTrendsTests
{
    [Fact]
    public void Counts_groups_that_clearly_changed()
    {
        var company = Some.Company().Rep("ann").Account(new Account { Id = "small", Name = "Small", Segment = "SMB" }).Account(new Account { Id = "big", Name = "Big", Segment = "ENT" });
        Add(company, "small", "2017-05-15", 40, 60);
        Add(company, "small", "2017-11-15", 5, 45);
        Add(company, "big", "2017-05-15", 50, 50);
        Add(company, "big", "2017-11-15", 25, 25);

        var result = Some.Evaluate(company.Build(), "customer-trends");
        var rows = result.Parts.Single(p => p.Name == "rows").Rows;

        Assert.Equal((1m, 2m), (result.Value, result.Part("judged")));
        Assert.Equal(("segment", "SMB", "winRate", 0.4m, 0.1m), (rows[0].Parts[0].Text, rows[0].Parts[1].Text, rows[0].Parts[2].Text, rows[0].Parts[3].Value, rows[0].Parts[4].Value));
    }

    [Fact]
    public void Finds_smaller_deals_by_product()
    {
        var company = Some.Company().Rep("ann");
        for (var i = 0; i < 25; i++)
        {
            company.Deal(Some.Deal(close: "2017-05-15", created: "2017-04-01", amount: 1000 + i) with { ProductLines = ["pumps"], Source = "web" });
            company.Deal(Some.Deal(close: "2017-11-15", created: "2017-10-01", amount: (i % 2 == 0 ? 500 : 1000) + i) with { ProductLines = ["pumps"] });
        }

        var result = Some.Evaluate(company.Build(), "customer-trends");

        Assert.Equal(("product", "pumps", "deal"), Assert.Single(result.Parts.Single(p => p.Name == "rows").Rows) is var r ? (r.Parts[0].Text, r.Parts[1].Text, r.Parts[2].Text) : default);
        Assert.Equal(1m, result.Value);
    }

    [Theory]
    [InlineData(19, "no group of customers has 20 closed deals in 2017-Q4 and in the 4 quarters before")]
    [InlineData(20, null)]
    public void Needs_20_closed_deals_in_both_spans(int closed, string? reason)
    {
        var company = Some.Company().Rep("ann").Account(new Account { Id = "a", Name = "A", Segment = "SMB" });
        Add(company, "a", "2017-05-15", 20, 0);
        Add(company, "a", "2017-11-15", closed, 0);

        Assert.Equal(reason, Some.Evaluate(company.Build(), "customer-trends").Reason);
    }

    [Fact]
    public void Says_which_fields_are_missing() =>
        Assert.StartsWith("no deal closed states its segment, region, product line or source", Some.Evaluate(Some.Company().Rep("ann").Deals(30, () => Some.Deal()).Build(), "customer-trends").Reason, StringComparison.Ordinal);

    private static void Add(Company company, string account, string close, int won, int lost) => company
        .Deals(won, () => Some.Deal(close: close, created: "2017-04-01") with { AccountId = account }).Deals(lost, () => Some.Deal(DealStatus.Lost, close: close, created: "2017-04-01") with { AccountId = account });
}
