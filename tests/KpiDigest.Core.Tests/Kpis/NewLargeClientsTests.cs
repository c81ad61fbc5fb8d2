using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class NewLargeClientsTests
{
    [Fact]
    public void Counts_first_wins_of_at_least_the_size()
    {
        var facts = Some.Company(kpis: new KpiRules { LargeClientSize = 500 }).Rep("ann").Rep("bob")
            .Deal(Win("new", 500, "2017-10-01")).Deal(Win("small", 499, "2017-11-01")).Deal(Win("small", 9000, "2017-11-02")).Deal(Win("old", 10, "2016-01-01")).Deal(Win("old", 900, "2017-11-01"))
            .Deal(Win("late", 900, "2018-01-01")).Deal(Win(null, 900, "2017-11-01")).Deal(Win("bobs", 700, "2017-12-31") with { OwnerId = "bob" })
            .Deal(Win("renewed", 5, "2016-01-01") with { Kind = DealKind.Renewal }).Deal(Win("renewed", 900, "2017-11-01")).Build();

        var result = Some.Evaluate(facts, "new-large-clients");

        Assert.Equal((2m, 1200m, 500m, 3m, 1m), (result.Value, result.Part("amount"), result.Part("size"), result.Part("newClients"), result.Part("withoutAccount")));
        Assert.Equal(1m, Some.Evaluate(facts, "new-large-clients", scope: Some.Rep(facts, "bob")).Value);
    }

    [Fact]
    public void The_size_is_the_90th_percentile_of_the_companys_new_wins_of_the_4_quarters_before()
    {
        var company = Some.Company().Rep("ann").Rep("bob").Deal(Win("x", 460, "2017-11-01")).Deal(Win("y", 459, "2017-11-01"));
        foreach (var amount in new[] { 100, 200, 300, 400, 500 }) company.Deal(Win($"c{amount}", amount, "2017-05-01") with { OwnerId = "bob" });

        var result = Some.Evaluate(company.Deal(Win("older", 99999, "2016-09-30")).Build(), "new-large-clients");

        Assert.Equal((1m, 460m), (result.Value, result.Part("size")));
    }

    [Fact]
    public void Says_what_is_missing()
    {
        Assert.Equal("no deal names its account (the CRM's company of a deal)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "new-large-clients").Reason);
        Assert.Equal("no new client with an amount was won in the 4 quarters before, which the size comes from: configure a size", Some.Evaluate(Some.Company().Rep("ann").Deal(Win("a", 5, "2017-11-01")).Build(), "new-large-clients").Reason);
    }

    private static Deal Win(string? account, decimal amount, string close) => Some.Deal(amount: amount, close: close, created: "2015-01-01") with { AccountId = account };
}
