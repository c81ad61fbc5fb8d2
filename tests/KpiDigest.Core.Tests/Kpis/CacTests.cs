using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class CacTests
{
    [Fact]
    public void Divides_the_spend_of_the_periods_days_by_the_accounts_that_first_bought_in_it()
    {
        var facts = Some.Company().Rep("ann").Supplements(s => s with
        {
            Spends = [Spend("a", "2017-09-16", "2017-10-16", 300), Spend("b", "2017-10-16", "2018-01-01", 700), Spend("c", "2018-01-01", "2018-02-01", 9000), Spend("d", "2017-01-01", "2017-10-01", 9000)],
        }).Deal(Bought("new", "2017-10-01")).Deal(Bought("new", "2017-12-01")).Deal(Bought("late", "2017-12-31")).Deal(Bought("old", "2017-09-30")).Deal(Bought("old", "2017-11-01"))
            .Deal(Bought("renewed", "2017-08-01") with { Kind = DealKind.Renewal }).Deal(Bought("renewed", "2017-11-01")).Deal(Some.Deal(DealStatus.Lost) with { AccountId = "lost" }).Deal(Some.Deal()).Build();

        var (result, records) = Some.Explain(facts, "cac");

        Assert.Equal((850m, 2m, 425m, KpiStatus.Ok, 1m), (result.Numerator, result.Denominator, result.Value, result.Status, result.Part("withoutAccount")));
        Assert.Equal([("a", 150m), ("b", 700m)], records.Where(r => r.Kind == FactKind.Spend).Select(r => (r.Id, r.Amount!.Value)));
        Assert.Equal(["late", "new"], records.Where(r => r.Kind == FactKind.Account).Select(r => r.Id));
    }

    [Fact]
    public void Lags_by_the_median_cycle_in_whole_months_and_looks_at_four_quarters()
    {
        // Cycles of 40, 50 and 80 days: two months earlier is 2017-08-01 to 2017-11-01.
        var facts = Some.Company().Rep("ann").Supplements(s => s with { Spends = [.. Enumerable.Range(0, 12).Select(m => Spend($"m{m:00}", $"2017-{m + 1:00}-01", Some.Date("2017-02-01").PlusMonths(m).ToString("uuuu-MM-dd", null), 100 * (m + 1)))] })
            .Deal(Bought("a", "2017-12-01", "2017-10-22")).Deal(Bought("b", "2017-12-01", "2017-10-12")).Deal(Bought("c", "2017-12-01", "2017-09-12")).Deal(Bought("d", "2017-02-01", "2017-01-01")).Build();

        var result = Some.Evaluate(facts, "cac");

        Assert.Equal((1100m, 900m, 2m, 1950m), (result.Value, result.Part("lagged"), result.Part("lagMonths"), result.Part("trailing4q")));
    }

    [Fact]
    public void A_part_of_the_spend_is_called_one_and_never_compared_as_a_whole()
    {
        var facts = Some.Company().Rep("ann").Supplements(s => s with { Spends = [Spend("oct", "2017-10-01", "2017-11-01", 100), Spend("oct too", "2017-10-15", "2017-11-05", 50)] }).Deal(Bought("a", "2017-12-01")).Build();

        var result = Some.Evaluate(facts, "cac");

        Assert.Equal((KpiStatus.Partial, "spend.csv covers 35 of the 92 days of 2017-Q4 gone", 150m), (result.Status, result.Reason, result.Value));
        Assert.Equal((null, null), (result.Part("lagged"), result.Part("trailing4q")));
    }

    [Fact]
    public void An_unfinished_quarter_takes_the_spend_of_the_days_gone()
    {
        var facts = Some.Company("2017-11-01").Rep("ann").Supplements(s => s with { Spends = [Spend("q", "2017-10-01", "2018-01-01", 920)] }).Deal(Bought("a", "2017-10-20")).Build();

        Assert.Equal((310m, KpiStatus.Ok), (Some.Evaluate(facts, "cac").Value, Some.Evaluate(facts, "cac").Status));
    }

    [Theory]
    [InlineData("2017-01-01", "2017-10-01", true, "spend.csv has no row that overlaps 2017-Q4")]
    [InlineData("2017-10-01", "2018-01-01", true, "no account bought for the first time in 2017-Q4")]
    [InlineData("2017-10-01", "2018-01-01", false, "no account bought for the first time in 2017-Q4; 1 deals won name no account")]
    public void Says_why_there_is_none(string start, string end, bool account, string reason)
    {
        var facts = Some.Company().Rep("ann").Supplements(s => s with { Spends = [Spend("a", start, end, 100)] }).Deal(Bought("a", "2017-09-01"))
            .Deal(Some.Deal() with { AccountId = account ? "a" : null }).Build();

        Assert.Equal((KpiStatus.NoData, reason), (Some.Evaluate(facts, "cac").Status, Some.Evaluate(facts, "cac").Reason));
    }

    private static Deal Bought(string account, string close, string created = "2017-01-01") => Some.Deal(close: close, created: created) with { AccountId = account };

    private static Spend Spend(string id, string start, string end, decimal amount) => new(id, Some.Date(start), Some.Date(end), SpendKind.Sales, amount);
}
