using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class SalesCycleTests
{
    [Fact]
    public void Catalogue_example_15()
    {
        var company = Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Lost, created: "2010-01-01"));
        foreach (var created in new[] { "2017-11-15", "2017-11-05", "2017-10-26", "2017-10-05" }) company.Deal(Some.Deal(created: created));

        var result = Some.Evaluate(company.Build(), "sales-cycle");

        Assert.Equal((15m, 4m), (result.Value, result.Denominator));
        Assert.Equal((15m, 17.75m, 25.25m, 0m), (result.Part("median"), result.Part("mean"), result.Part("p75"), result.Part("negative")));
    }

    [Fact]
    public void Keeps_and_counts_negative_days_and_leaves_out_what_states_no_creation()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(created: "2017-11-20")).Deal(Some.Deal(created: "2017-11-12")).Deal(Some.Deal(created: null)).Build();

        var result = Some.Evaluate(facts, "sales-cycle");

        Assert.Equal((-1m, 1m, 1m, 2m), (result.Value, result.Part("negative"), result.Part("withoutCreated"), result.Denominator));
    }

    [Fact]
    public void Counts_local_days_over_a_clock_change()
    {
        var facts = Some.Company(zone: Some.Zone("Europe/Berlin")).Rep("ann").Deal(Some.Deal(created: "2017-10-28T22:30:00Z", close: "2017-10-29T23:30:00Z")).Build();

        Assert.Equal(1m, Some.Evaluate(facts, "sales-cycle").Value);
    }

    [Fact]
    public void Says_what_is_missing()
    {
        Assert.Equal("no deal was won in 2017-Q4", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Lost)).Build(), "sales-cycle").Reason);
        Assert.Equal(
            "none of the 1 deals won in 2017-Q4 states when it was created (the CRM's creation date)",
            Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(created: null)).Build(), "sales-cycle").Reason);
    }

    [Fact]
    public void A_week_carries_its_13_weeks()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(created: "2017-10-01", close: "2017-10-15")).Deal(Some.Deal(created: "2017-12-20", close: "2017-12-20")).Build();

        var result = Some.Evaluate(facts, "sales-cycle", "2017-W51");

        Assert.Equal(0m, result.Value);
        Assert.Equal([("value", 7m), ("denominator", 2m), ("mean", 7m)], result.Parts.Single(p => p.Name == "trailing13w").Parts.Select(p => (p.Name, p.Value!.Value)));
    }
}
