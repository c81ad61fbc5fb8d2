using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class ClvTests
{
    [Fact]
    public void Is_the_margin_of_a_customer_year_times_the_years_a_customer_stays()
    {
        // 4 customers at the start, 3 a year later: churn 1/4, so 4 years; 3.5 customer-years brought 700 at 50 % margin.
        var result = Some.Evaluate(Customers(700, 350).Build(), "clv");

        Assert.Equal((400m, 100m, 4m, 0m, 0.25m), (result.Value, result.Part("marginPerCustomerYear"), result.Part("years"), result.Part("capped"), result.Part("churn12m")));
        Assert.Null(result.Part("clvToCac"));
    }

    [Theory]
    [InlineData("c", 0.25, 4, 0)]
    [InlineData("none", 0, 5, 1)]
    public void Nobody_is_taken_to_stay_more_than_five_years(string lost, double churn, int years, int capped)
    {
        var result = Some.Evaluate(Customers(700, 350, lost).Build(), "clv");

        Assert.Equal(((decimal)churn, (decimal)years, (decimal)capped), (result.Part("churn12m"), result.Part("years"), result.Part("capped")));
    }

    [Fact]
    public void Deals_without_a_margin_are_taken_to_have_that_of_the_others()
    {
        var result = Some.Evaluate(Customers(700, 350).Deal(Some.Deal(amount: 350) with { AccountId = "b" }).Build(), "clv");

        Assert.Equal((150m, 0.5m), (result.Part("marginPerCustomerYear"), result.Part("marginShare")));
    }

    [Fact]
    public void Where_under_half_of_the_amount_states_a_margin_there_is_none()
    {
        Assert.Equal(KpiStatus.Ok, Some.Evaluate(Customers(700, 350).Deal(Some.Deal(amount: 700) with { AccountId = "b" }).Build(), "clv").Status);

        var result = Some.Evaluate(Customers(700, 350).Deal(Some.Deal(amount: 701) with { AccountId = "b" }).Build(), "clv");

        Assert.Equal((KpiStatus.NoData, "under half of the amount won in four quarters states a gross margin: map the CRM's margin field"), (result.Status, result.Reason));
    }

    [Fact]
    public void Compares_with_what_a_customer_costs()
    {
        var facts = Customers(700, 350).Supplements(s => s with { Spends = [new Spend("q", Some.Date("2017-10-01"), Some.Date("2018-01-01"), SpendKind.Marketing, 100)] }).Build();

        Assert.Equal((100m, 4m), (Some.Evaluate(facts, "cac").Value, Some.Evaluate(facts, "clv").Part("clvToCac")));
    }

    [Fact]
    public void A_margin_in_another_currency_follows_the_deals_own_rate()
    {
        var facts = Customers(0, 0).Deal(Some.Deal(amount: 1000, currency: "EUR", home: 1200) with { AccountId = "b", Margin = 500 }).Build();

        Assert.Equal((0.5m, 600 / 3.5m), (Some.Evaluate(facts, "clv").Part("marginShare"), Some.Evaluate(facts, "clv").Part("marginPerCustomerYear")));
    }

    [Fact]
    public void The_model_of_36_months_needs_customers_who_bought_again()
    {
        var result = Some.Evaluate(Customers(700, 350).Build(), "clv");

        Assert.Null(result.Part("model36m"));
        Assert.Equal("the model needs 30 customers who bought again for a stated amount; there are 0", result.Parts.Single(p => p.Name == "modelReason").Text);
    }

    [Fact]
    public void The_model_of_36_months_stands_beside_the_simple_formula_even_where_that_fails()
    {
        var company = Some.Company().Rep("ann");
        for (var i = 0; i < 120; i++)
        {
            for (var k = 0; k <= i % 6; k++)
                company.Deal(Some.Deal(amount: 50 + (i * 7 % 40) + (5 * k), created: "2017-01-01", close: Some.Date("2017-01-05").PlusDays((i % 50) + (k * (9 + (i % 23)))).ToString("uuuu-MM-dd", null)) with { AccountId = $"a{i}", Margin = 20 });
        }

        var result = Some.Evaluate(company.Build(), "clv");

        Assert.Equal(KpiStatus.NoData, result.Status);
        Assert.StartsWith("there is no recurring.csv", result.Reason, StringComparison.Ordinal);
        Assert.InRange(result.Part("model36m")!.Value, 1, 100_000);
        Assert.Equal(120m, result.Part("modelCustomers"));
        Assert.InRange(result.Part("model36mMargin")!.Value / result.Part("model36m")!.Value, 0.2m, 0.4m);
    }

    [Fact]
    public void Without_a_year_of_customers_there_is_no_churn_to_live_by() => Assert.Equal(
        "the company has no customer on 2017-01-01, so that no churn of twelve months is known",
        Some.Evaluate(Some.Company(kpis: new KpiRules { ChurnMode = ChurnMode.Inactivity }).Rep("ann").Deal(Some.Deal(amount: 10) with { AccountId = "a", Margin = 5 }).Build(), "clv").Reason);

    /// <summary>Four customers by recurring revenue, of whom one is lost in the year; one of them first buys in the fourth quarter.</summary>
    private static Company Customers(decimal amount, decimal margin, string lost = "c") => Some.Company().Rep("ann").Deal(Some.Deal(amount: amount, created: "2016-01-01") with { AccountId = "a", Margin = margin })
        .Supplements(s => s with
        {
            Recurring = [.. from month in new[] { "2016-12-01", "2017-12-01" } from account in new[] { "a", "b", "c", "d" } where account != lost || month == "2016-12-01" select Some.Recurring(account, month, 10)],
        });
}
