using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class GoalConcentrationTests
{
    [Fact]
    public void Catalogue_example_15()
    {
        var company = Some.Company();
        foreach (var won in new[] { 400, 200, 150, 100, 80, 70, 0 })
        {
            company.Rep($"r{won}");
            if (won > 0) company.Deal(Some.Deal(owner: $"r{won}", amount: won));
        }

        var result = Some.Evaluate(company.Build(), "goal-concentration");

        Assert.Equal((0.6m, 600m, 1000m), (result.Value, result.Numerator, result.Denominator));
        Assert.Equal((4m, 2m, 7m), (result.Part("repsFor80"), result.Part("top"), result.Part("reps")));
    }

    [Fact]
    public void Only_who_works_here_or_has_won_counts_among_the_reps()
    {
        var facts = Some.Company().Rep("ann").Rep("gone", active: false).Rep("left", active: false).Employed("left", null, "2017-11-30").Rep("hired").Employed("hired", "2018-01-01")
            .Deal(Some.Deal(amount: 300)).Deal(Some.Deal(amount: 100, owner: "left")).Build();

        var result = Some.Evaluate(facts, "goal-concentration");

        Assert.Equal((0.75m, 2m), (result.Value, result.Part("reps")));
    }

    [Fact]
    public void Shares_of_split_deals_count_for_each_rep()
    {
        var facts = Some.Company().Rep("ann").Rep("bob").Deal(Facts.SplitTests.Split("d", 1000, ("ann", 30), ("bob", 70))).Build();

        Assert.Equal(0.7m, Some.Evaluate(facts, "goal-concentration").Value);
    }

    [Fact]
    public void Nothing_won_is_no_data() =>
        Assert.Equal((KpiStatus.NoData, "nothing was won in 2017-Q4"), Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal(amount: -5)).Build(), "goal-concentration") is var r ? (r.Status, r.Reason) : default);
}
