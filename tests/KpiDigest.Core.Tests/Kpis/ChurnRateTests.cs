using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class ChurnRateTests
{
    private static readonly KpiRules BySilence = new() { ChurnMode = ChurnMode.Inactivity };

    [Fact]
    public void Example_15_recurring()
    {
        var result = Some.Evaluate(Recurring(("a", 100, 120), ("b", 200, 150), ("c", 50, 0), ("d", 0, 80)).Build(), "churn-rate");

        Assert.Equal(0.714286m, Math.Round(result.Part("grr")!.Value, 6));
        Assert.Equal(0.771429m, Math.Round(result.Part("nrr")!.Value, 6));
        Assert.Equal((1m, 3m, KpiStatus.Ok), (result.Numerator, result.Denominator, result.Status));
        Assert.Equal(1 / 3m, result.Value);
        Assert.Equal(1 - (16m / 81), Math.Round(result.Part("annualised")!.Value, 20), 18);
        Assert.Equal((0.061492m, 0.792340m), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6)));
    }

    [Fact]
    public void A_quarter_opens_with_the_month_before_it_and_closes_with_its_last()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(created: "2016-01-01")).Supplements(s => s with
        {
            Recurring = [Some.Recurring("a", "2017-09-01", 10), Some.Recurring("b", "2017-09-01", 10), Some.Recurring("b", "2017-10-01", 10), Some.Recurring("c", "2017-12-01", 10), Some.Recurring("d", "2018-01-01", 10)],
        }).Build();

        var result = Some.Evaluate(facts, "churn-rate");

        Assert.Equal((2m, 2m), (result.Numerator, result.Denominator));
    }

    [Fact]
    public void Who_pays_again_before_the_end_was_not_lost()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(created: "2016-01-01")).Supplements(s => s with
        {
            Recurring = [Some.Recurring("a", "2017-09-01", 10), Some.Recurring("a", "2017-10-01", 0), Some.Recurring("a", "2017-12-01", 5)],
        }).Build();

        var result = Some.Evaluate(facts, "churn-rate");

        Assert.Equal((0m, 0.5m, 0.5m), (result.Value, result.Part("grr"), result.Part("nrr")));
    }

    [Theory]
    [InlineData("2017-10-01", "2018-01-01", "recurring.csv holds no month before 2017-10-01")]
    [InlineData("2017-08-01", "2018-01-01", "recurring.csv ends with 2017-08: no month after 2017-10-01")]
    public void A_file_that_misses_one_end_gives_no_rate(string month, string asOf, string reason)
    {
        var facts = Some.Company(asOf).Rep("ann").Deal(Some.Deal(created: "2016-01-01")).Supplements(s => s with { Recurring = [Some.Recurring("a", month, 10)] }).Build();

        var result = Some.Evaluate(facts, "churn-rate");

        Assert.Equal((KpiStatus.NoData, reason), (result.Status, result.Reason));
    }

    // Lost on the 365th day after the last win: 2016-10-01 + 365 = 2017-10-01, 2017-01-01 + 365 = 2018-01-01.
    [Theory]
    [InlineData("2016-09-30", null, 0, 0)]
    [InlineData("2016-10-01", null, 1, 1)]
    [InlineData("2016-12-31", null, 1, 1)]
    [InlineData("2017-01-01", null, 0, 1)]
    [InlineData("2016-11-15", "2017-12-01", 0, 1)]
    [InlineData("2016-09-30", "2017-12-01", 0, 0)]
    [InlineData("2017-10-01", null, 0, 0)]
    [InlineData("2017-09-30", null, 0, 1)]
    public void By_silence_a_customer_is_lost_365_days_after_the_last_win(string bought, string? again, int lost, int customers)
    {
        var company = Some.Company(kpis: BySilence).Rep("ann").Deal(Some.Deal(created: "2015-01-01", close: "2015-02-02")).Deal(Some.Deal(created: "2016-01-01", close: bought) with { AccountId = "a" });
        if (again is not null) company.Deal(Some.Deal(close: again) with { AccountId = "a" });

        var result = Some.Evaluate(company.Build(), "churn-rate");

        Assert.Equal(customers == 0 ? null : (decimal)lost / customers, result.Value);
        if (customers == 0) Assert.Equal("company has no customer on 2017-10-01", result.Reason);
    }

    [Theory]
    [InlineData(DealKind.Renewal, DealStatus.Won, 0)]
    [InlineData(DealKind.New, DealStatus.Won, 0)]
    [InlineData(DealKind.New, DealStatus.Lost, 1)]
    public void A_renewal_keeps_a_customer_and_a_deal_lost_does_not(DealKind kind, DealStatus status, int lost)
    {
        var facts = Some.Company(kpis: BySilence).Rep("ann").Deal(Some.Deal(created: "2016-01-01", close: "2016-11-15") with { AccountId = "a" })
            .Deal(Some.Deal(status, close: "2017-10-15", kind: kind) with { AccountId = "a" }).Build();

        Assert.Equal(lost, Some.Evaluate(facts, "churn-rate").Value);
    }

    [Theory]
    [InlineData("2017-09-30", null, null)]
    [InlineData("2017-10-01", null, 1)]
    [InlineData("2017-12-31", null, 1)]
    [InlineData("2018-01-01", null, 0)]
    [InlineData("2017-11-01", "2017-11-01", 0)]
    [InlineData("2017-11-01", "2017-10-31", 1)]
    public void By_contract_without_recurring_revenue_the_day_an_account_churned_counts(string churned, string? again, int? lost)
    {
        var company = Some.Company("2018-02-01").Rep("ann").Account(new Account { Id = "a", Name = "A", ChurnedOn = Some.Date(churned) })
            .Deal(Some.Deal(created: "2016-01-01", close: "2016-02-02") with { AccountId = "a" });
        if (again is not null) company.Deal(Some.Deal(close: again) with { AccountId = "a" });

        Assert.Equal(lost, Some.Evaluate(company.Build(), "churn-rate").Value);
    }

    [Fact]
    public void Twelve_months_are_the_four_quarters_up_to_the_periods_end()
    {
        var facts = Some.Company(kpis: BySilence).Rep("ann").Deal(Some.Deal(created: "2015-01-01", close: "2016-06-01") with { AccountId = "a" })
            .Deal(Some.Deal(close: "2016-12-31") with { AccountId = "b" }).Deal(Some.Deal(close: "2016-12-01") with { AccountId = "c" }).Deal(Some.Deal(close: "2017-08-01") with { AccountId = "c" }).Build();

        var result = Some.Evaluate(facts, "churn-rate");

        Assert.Equal((0.5m, 2 / 3m), (result.Value, result.Part("trailing12m")));
        Assert.Null(result.Part("grr"));
    }

    [Fact]
    public void An_unfinished_quarter_counts_what_is_lost_by_now()
    {
        var facts = Some.Company("2017-11-16", kpis: BySilence).Rep("ann").Deal(Some.Deal(created: "2016-01-01", close: "2016-11-14") with { AccountId = "a" })
            .Deal(Some.Deal(created: "2016-01-01", close: "2016-11-16") with { AccountId = "b" }).Build();

        var result = Some.Evaluate(facts, "churn-rate");

        Assert.Equal((1m, 2m, true), (result.Numerator, result.Denominator, result.ToDate));
    }

    [Fact]
    public void Accounts_belong_to_the_team_of_their_owner_and_to_nobody_elses()
    {
        var facts = Some.Company(kpis: BySilence).Team("north").Team("coast", "north").Team("south").Rep("ann", "coast").Rep("bob", "south")
            .Account(new Account { Id = "a", Name = "A", OwnerId = "ann" }).Account(new Account { Id = "b", Name = "B", OwnerId = "bob" })
            .Deal(Some.Deal(created: "2016-01-01", close: "2016-11-15", owner: "bob") with { AccountId = "a" })
            .Deal(Some.Deal(close: "2017-09-15", owner: "ann") with { AccountId = "b" }).Deal(Some.Deal(close: "2017-09-15", owner: "ann") with { AccountId = "unowned" }).Build();

        decimal?[] Of(Scope scope) => [Some.Evaluate(facts, "churn-rate", scope: scope).Numerator, Some.Evaluate(facts, "churn-rate", scope: scope).Denominator];
        Assert.Equal([1, 3], Of(Scope.Company));
        Assert.Equal([1, 1], Of(Some.Team(facts, "north")));
        Assert.Equal([0, 1], Of(Some.Team(facts, "south")));
        Assert.Equal([0, 1], Of(Scope.Unassigned));
    }

    [Fact]
    public void Says_what_to_add_where_nobody_knows_who_is_a_customer() => Assert.Equal(
        "there is no recurring.csv in the supplements folder, and no account states when it churned: add the file, map the CRM's churn date, or set Churn:Mode to Inactivity",
        Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal() with { AccountId = "a" }).Build(), "churn-rate").Reason);

    private static Company Recurring(params (string Account, decimal Before, decimal After)[] rows) => Some.Company().Rep("ann").Deal(Some.Deal(created: "2016-01-01")).Supplements(s => s with
    {
        Recurring = [.. rows.SelectMany(r => new[] { Some.Recurring(r.Account, "2017-09-01", r.Before), Some.Recurring(r.Account, "2017-12-01", r.After) })],
    });
}
