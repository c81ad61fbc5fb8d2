using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class FxTests
{
    [Theory]
    [InlineData("2017-11-02", null)]
    [InlineData("2017-11-03", 110)]
    [InlineData("2017-11-10", 110)]
    [InlineData("2017-11-11", null)]
    [InlineData("2017-11-20", 120)]
    public void A_closed_deal_takes_the_latest_rate_of_its_reporting_date_that_is_at_most_7_days_old(string close, int? expected)
    {
        var facts = Company().Deal(Some.Deal(amount: 100, currency: "CHF", close: close)).Build();

        var row = Assert.Single(facts.Closed(Scope.Company, Some.Date("2017-10-01"), Some.Date("2018-01-01")));
        Assert.Equal((expected, expected is null), (row.Amount, row.MissingRate));
        Assert.Equal(expected is null ? $"no rate CHF {close} (1 deal)" : null, Some.Evaluate(facts, "won-revenue").Reason);
    }

    [Fact]
    public void A_closed_deal_keeps_the_home_amount_the_crm_gave_it() =>
        Assert.Equal(150m, Some.Evaluate(Company().Deal(Some.Deal(amount: 100, currency: "CHF", home: 150, close: "2017-11-05")).Build(), "won-revenue").Value);

    [Fact]
    public void A_crm_with_another_home_currency_gives_no_home_amounts_and_what_states_no_currency_is_in_the_crms()
    {
        var company = Company();
        company.Builder.SetCrmCurrency("CHF");
        var facts = company.Deal(Some.Deal(id: "stated", amount: 100, currency: "GBP", home: 150, close: "2017-11-05")).Deal(Some.Deal(id: "unstated", amount: 100, home: 100, close: "2017-11-05"))
            .Quota(Some.Quota(1000, start: "2017-11-03")).Build();

        Assert.Equal("no rate GBP 2017-11-05 (1 deal)", Some.Evaluate(facts, "won-revenue").Reason);
        Assert.Equal(110m, facts.Closed(Scope.Company, Some.Date("2017-10-01"), Some.Date("2018-01-01")).Single(d => d.Id == "unstated").Amount);
        Assert.Equal(1100m, facts.Quota(Scope.Company, Some.Period(facts, "2017-Q4"), facts.AsOf).Amount);
    }

    [Fact]
    public void A_crm_with_the_same_home_currency_changes_nothing()
    {
        var company = Company();
        company.Builder.SetCrmCurrency(company.Build().HomeCurrency.ToLowerInvariant());
        Assert.Equal(150m, Some.Evaluate(company.Deal(Some.Deal(amount: 100, currency: "CHF", home: 150, close: "2017-11-05")).Build(), "won-revenue").Value);
    }

    [Fact]
    public void An_open_deal_is_worth_what_it_is_on_the_day_it_is_looked_at()
    {
        var facts = Company("2017-11-21T12:00:00Z").Deal(Some.Deal(DealStatus.Open, amount: 100, currency: "CHF", home: 150, close: "2017-12-20")).Build();

        Assert.Equal([110m, 120m], new[] { "2017-11-06T08:00:00Z", "2017-11-21T10:00:00Z" }.Select(a => Assert.Single(facts.OpenAt(Scope.Company, Some.Instant(a))).Amount));
        Assert.Equal(120m, Assert.Single(facts.OpenAt(Scope.Company)).Amount);
        Assert.True(Assert.Single(facts.OpenAt(Scope.Company, Some.Instant("2017-11-12"))).MissingRate);
        // The week ends on Monday the 13th at 00:00: the last day that was known is the Sunday.
        Assert.Equal("no rate CHF 2017-11-12 (1 deal)", Some.Evaluate(facts, "pipeline-coverage", "2017-W45").Reason);
    }

    [Fact]
    public void A_currency_of_which_no_file_knows_anything_keeps_the_crms_home_amount() =>
        Assert.Equal(77m, Assert.Single(Company().Deal(Some.Deal(DealStatus.Open, amount: 100, currency: "EUR", home: 77, close: "2018-02-01")).Build().OpenAt(Scope.Company)).Amount);

    [Fact]
    public void A_past_amount_takes_the_rate_of_its_own_view()
    {
        var facts = Company("2017-11-22").Deal(Some.Deal(DealStatus.Open, id: "d", amount: 200, currency: "CHF", close: "2018-02-01"))
            .Change("d", DealField.Amount, "2017-11-01", "100").Change("d", DealField.Amount, "2017-11-20", "200").Build();

        Assert.Equal([110m, 240m], new[] { "2017-11-06", "2017-11-21" }.Select(a => Assert.Single(facts.OpenAt(Scope.Company, Some.Instant(a))).Amount));
    }

    [Fact]
    public void A_quota_takes_the_rate_of_its_first_day()
    {
        var facts = Company().Quota(Some.Quota(1000, currency: "chf", start: "2017-11-03")).Quota(Some.Quota(1000, rep: "ann", currency: "CHF", start: "2017-11-15")).Build();

        Assert.Equal(1100m, facts.Quota(Scope.Company, Some.Period(facts, "2017-Q4"), facts.AsOf).Amount);
        Assert.StartsWith("no rate CHF 2017-11-15 (quota", Some.Evaluate(facts, "target-achievement", scope: Some.Rep(facts, "ann")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_margin_goes_at_the_rate_of_the_amount()
    {
        var facts = Company().Deal(Some.Deal(amount: 100, currency: "CHF", close: "2017-11-05") with { Margin = 40 }).Deal(Some.Deal(amount: 100, currency: "CHF", home: 150) with { Margin = 40 }).Build();

        Assert.Equal([44m, 60m], facts.Closed(Scope.Company, Some.Date("2017-10-01"), Some.Date("2018-01-01")).Select(d => d.Margin!.Value).Order());
    }

    private static Company Company(string asOf = "2018-01-01") => Some.Company(asOf).Rep("ann").Supplements(s => s with
    {
        FxRates = [new FxRate("CHF", Some.Date("2017-11-03"), 1.1m), new FxRate("chf", Some.Date("2017-11-20"), 1.2m)],
    });
}
