using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WinRateTests
{
    [Fact]
    public void Catalogue_example_1_counts_and_interval()
    {
        var facts = Some.Company(rules: new DealRules { NotALoss = ["Duplicate"] }).Rep("ann")
            .Deals(8, () => Some.Deal())
            .Deal(Some.Deal(amount: null))
            .Deals(5, () => Some.Deal(DealStatus.Lost))
            .Deals(3, () => Some.Deal(DealStatus.Open))
            .Deal(Some.Deal(kind: DealKind.Renewal))
            .Deal(Some.Deal(DealStatus.Lost, lostReason: "duplicate"))
            .Build();

        var result = Some.Evaluate(facts, "win-rate");

        Assert.Equal((KpiStatus.Ok, 9m, 14m), (result.Status, result.Numerator, result.Denominator));
        Assert.Equal(0.642857m, Math.Round(result.Value!.Value, 6));
        Assert.Equal((0.387644m, 0.836553m, 0.95m), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6), result.Interval.Level));
        Assert.Equal(10m / 15, result.Part("withRenewals"));
    }

    [Theory]
    [InlineData(0, 5, 0, 0.434482)]
    [InlineData(5, 0, 0.565518, 1)]
    public void Catalogue_example_1_at_the_ends(int won, int lost, double low, double high)
    {
        var result = Some.Evaluate(Some.Company().Rep("ann").Deals(won, () => Some.Deal()).Deals(lost, () => Some.Deal(DealStatus.Lost)).Build(), "win-rate");

        Assert.Equal(((decimal)low, (decimal)high), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6)));
    }

    [Fact]
    public void Catalogue_example_1_without_closed_deals_is_no_data_with_its_reason()
    {
        var result = Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Open)).Build(), "win-rate");

        Assert.Equal((KpiStatus.NoData, null, "no deal was closed in 2017-Q4", null), (result.Status, result.Value, result.Reason, result.Interval));
    }

    [Theory]
    [InlineData("2017-10-01", "2017-Q3", 6, 10)]
    [InlineData("2017-10-20", "2017-Q3", 6, 9)]
    [InlineData("2017-12-01", "2017-Q3", 6, 9)]
    [InlineData("2017-12-01", "2017-Q4", 5, 9)]
    public void Catalogue_example_2_reopened(string asOf, string period, int won, int closed)
    {
        var facts = Some.Company(asOf).Rep("ann")
            .Deal(Some.Deal(id: "D", close: "2017-11-10", created: "2017-08-01"))
            .Stages("D", ("2017-08-01", "open"), ("2017-09-20T10:00:00Z", "lost"), ("2017-10-05T10:00:00Z", "open"), ("2017-11-10T10:00:00Z", "won"))
            .Change("D", DealField.Close, "2017-08-01", "2017-09-30").Change("D", DealField.Close, "2017-09-20T10:00:00Z", "2017-09-20")
            .Change("D", DealField.Close, "2017-10-05T10:00:00Z", "2017-11-30").Change("D", DealField.Close, "2017-11-10T10:00:00Z", "2017-11-10")
            .Deals(6, () => Some.Deal(close: "2017-09-15", created: "2017-08-01")).Deals(3, () => Some.Deal(DealStatus.Lost, close: "2017-09-15", created: "2017-08-01"))
            .Deals(4, () => Some.Deal(close: "2017-11-15", created: "2017-08-01")).Deals(4, () => Some.Deal(DealStatus.Lost, close: "2017-11-15", created: "2017-08-01"))
            .Build();

        var result = Some.Evaluate(facts, "win-rate", period);

        Assert.Equal((won, closed), (result.Numerator, result.Denominator));
    }

    [Fact]
    public void Counts_only_deals_closed_in_the_period()
    {
        var facts = Some.Company("2018-06-01").Rep("ann").Deal(Some.Deal(close: "2017-09-30")).Deal(Some.Deal(close: "2017-10-01"))
            .Deal(Some.Deal(DealStatus.Lost, close: "2017-12-31T23:59:59Z")).Deal(Some.Deal(close: "2018-01-01T00:00:00Z")).Deal(Some.Deal(close: "2018-01-01")).Build();

        var result = Some.Evaluate(facts, "win-rate");

        Assert.Equal((1m, 2m), (result.Numerator, result.Denominator));
    }

    [Fact]
    public void The_mean_of_reps_leaves_out_those_with_too_few_deals()
    {
        var facts = Some.Company().Rep("ann").Rep("bob").Rep("cid")
            .Deals(4, () => Some.Deal(owner: "ann")).Deal(Some.Deal(DealStatus.Lost, owner: "ann"))
            .Deals(5, () => Some.Deal(DealStatus.Lost, owner: "bob"))
            .Deals(4, () => Some.Deal(owner: "cid")).Deals(6, () => Some.Deal(owner: null)).Build();

        Assert.Equal(0.4m, Some.Evaluate(facts, "win-rate").Part("repMean"));
        Assert.Null(Some.Evaluate(facts, "win-rate", scope: Some.Rep(facts, "cid")).Part("repMean"));
    }

    [Fact]
    public void A_week_carries_its_13_weeks_even_where_it_closed_nothing_itself()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(close: "2017-09-24")).Deal(Some.Deal(close: "2017-09-25")).Deal(Some.Deal(DealStatus.Lost, close: "2017-11-15")).Build();

        var result = Some.Evaluate(facts, "win-rate", "2017-W51");
        var trailing = result.Parts.Single(p => p.Name == "trailing13w").Parts;

        Assert.Equal(KpiStatus.NoData, result.Status);
        Assert.Equal(["value", "numerator", "denominator", "interval"], trailing.Select(p => p.Name));
        Assert.Equal([0.5m, 1m, 2m], trailing.Take(3).Select(p => p.Value!.Value));
        Assert.Equal(["low", "high"], trailing[3].Parts.Select(p => p.Name));
        Assert.InRange(0.5m, trailing[3].Parts[0].Value!.Value, trailing[3].Parts[1].Value!.Value);
    }

    [Fact]
    public void A_quarter_carries_no_13_weeks() =>
        Assert.DoesNotContain(Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "win-rate").Parts, p => p.Name == "trailing13w");
}
