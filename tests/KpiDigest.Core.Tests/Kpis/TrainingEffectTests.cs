using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class TrainingEffectTests
{
    [Fact]
    public void Example_12()
    {
        var company = Some.Company().Supplements(s => s with { Trainings = [Training("2017-09-10", "p0", "p1", "p2", "p3")] });
        foreach (var (change, i) in new[] { 12, 20, 4, 8 }.Select((c, i) => (c, i))) Changed(company, $"p{i}", change);
        foreach (var (change, i) in new[] { 2, -4, 3, 0, -6, 5 }.Select((c, i) => (c, i))) Changed(company, $"o{i}", change);

        var result = Some.Evaluate(company.Build(), "training-effect");

        Assert.Equal((0.11m, 4m, 6m), (result.Value, result.Part("participants"), result.Part("others")));
        Assert.Equal((4.5603m, 0.038297m), (Math.Round(result.Part("df")!.Value, 4), Math.Round(result.Part("se")!.Value, 6)));
        Assert.Equal(2.646950m, Math.Round((result.Part("high")!.Value - result.Value!.Value) / result.Part("se")!.Value, 6));
        Assert.Equal((0.0086m, 0.2114m), (Math.Round(result.Part("low")!.Value, 4), Math.Round(result.Part("high")!.Value, 4)));
        Assert.Equal((result.Part("low"), result.Part("high")), (result.Interval!.Low, result.Interval.High));
        Assert.Equal("not randomised", result.Parts.Single(p => p.Name == "design").Text);
    }

    // Windows of a training on 2017-09-10: [2017-06-12, 2017-09-10) and [2017-09-11, 2017-12-10).
    [Theory]
    [InlineData("2017-06-11", false)]
    [InlineData("2017-06-12", true)]
    [InlineData("2017-09-09", true)]
    [InlineData("2017-09-10", false)]
    [InlineData("2017-09-11", false)]
    public void The_window_before_ends_with_the_day_of_the_training(string fifth, bool counts) => Assert.Equal(counts, IsJudged(fifth, "2017-10-01"));

    [Theory]
    [InlineData("2017-09-10", false)]
    [InlineData("2017-09-11", true)]
    [InlineData("2017-12-09", true)]
    [InlineData("2017-12-10", false)]
    public void The_window_after_begins_the_day_after_the_training(string fifth, bool counts) => Assert.Equal(counts, IsJudged("2017-08-01", fifth));

    // The window after ends on d + 91: 2017-07-02 gives 2017-10-01, whose last day belongs to the third quarter.
    [Theory]
    [InlineData("2017-07-02", "2017-Q3")]
    [InlineData("2017-07-03", "2017-Q4")]
    [InlineData("2017-10-02", "2017-Q4")]
    [InlineData("2017-10-03", "2018-Q1")]
    public void A_training_belongs_to_the_quarter_in_which_its_window_ends(string day, string quarter)
    {
        var facts = Some.Company("2018-04-01").Rep("ann").Deal(Some.Deal()).Supplements(s => s with { Trainings = [Training(day, "ann")] }).Build();
        foreach (var label in new[] { "2017-Q3", "2017-Q4", "2018-Q1" })
            Assert.Equal(label == quarter, Some.Evaluate(facts, "training-effect", label).Reason == "0 reps in the training closed 5 deals before and after: 3 are needed");
    }

    [Fact]
    public void A_window_that_is_not_over_is_not_judged() => Assert.Equal(
        "no training in trainings.csv has its 90 days after ending in 2017-Q4",
        Some.Evaluate(Some.Company("2017-12-09").Rep("ann").Deal(Some.Deal()).Supplements(s => s with { Trainings = [Training("2017-09-10", "ann")] }).Build(), "training-effect").Reason);

    [Fact]
    public void Reps_with_another_training_in_the_time_are_no_comparison_and_a_team_compares_with_the_company()
    {
        var company = Some.Company().Team("north").Team("south").Supplements(s => s with { Trainings = [Training("2017-09-10", "p0", "p1", "p2", "p3"), Training("2017-12-09", "o3"), Training("2017-12-10", "o2")] });
        foreach (var i in Enumerable.Range(0, 4))
        {
            Changed(company, $"p{i}", 10, i == 3 ? "south" : "north");
            Changed(company, $"o{i}", i);
        }

        var facts = company.Build();

        Assert.Equal((0.1m - 0.01m, 4m, 3m), (Of(facts, Scope.Company).Value, Of(facts, Scope.Company).Part("participants"), Of(facts, Scope.Company).Part("others")));
        Assert.Equal((0.09m, 3m, 3m), (Of(facts, Some.Team(facts, "north")).Value, Of(facts, Some.Team(facts, "north")).Part("participants"), Of(facts, Some.Team(facts, "north")).Part("others")));
        Assert.Equal("1 reps in the training closed 5 deals before and after: 3 are needed", Of(facts, Some.Team(facts, "south")).Reason);
    }

    [Fact]
    public void Three_reps_are_needed_on_both_sides()
    {
        var company = Some.Company().Supplements(s => s with { Trainings = [Training("2017-09-10", "p0", "p1", "p2")] });
        foreach (var i in Enumerable.Range(0, 3)) Changed(company, $"p{i}", 10);
        foreach (var i in Enumerable.Range(0, 2)) Changed(company, $"o{i}", 10);

        Assert.Equal("2 reps without it closed 5 deals before and after: 3 are needed", Of(company.Build(), Scope.Company).Reason);
    }

    [Fact]
    public void Groups_that_all_changed_alike_have_a_difference_but_no_interval()
    {
        var company = Some.Company().Supplements(s => s with { Trainings = [Training("2017-09-10", "p0", "p1", "p2")] });
        foreach (var i in Enumerable.Range(0, 3)) Changed(Changed(company, $"p{i}", 10), $"o{i}", 0);

        var result = Of(company.Build(), Scope.Company);

        Assert.Equal((0.1m, null, null), (result.Value, result.Interval, result.Part("se")));
    }

    private static KpiResult Of(SalesFacts facts, Scope scope) => Some.Evaluate(facts, "training-effect", scope: scope);

    private static Training Training(string date, params string[] reps) => new($"Closing {date}", "Closing", Some.Date(date), null, reps);

    /// <summary>100 deals closed in each window, 50 and then 50 + so many won.</summary>
    private static Company Changed(Company company, string rep, int points, string? team = null) => company.Rep(rep, team)
        .Deals(50, () => Some.Deal(owner: rep, close: "2017-08-01", created: "2017-01-01")).Deals(50, () => Some.Deal(DealStatus.Lost, owner: rep, close: "2017-08-01", created: "2017-01-01"))
        .Deals(50 + points, () => Some.Deal(owner: rep, close: "2017-10-15", created: "2017-01-01")).Deals(50 - points, () => Some.Deal(DealStatus.Lost, owner: rep, close: "2017-10-15", created: "2017-01-01"));

    /// <summary>Three reps in the training and three beside it; each closed four deals in both windows, and a fifth on the days asked for.</summary>
    private static bool IsJudged(string before, string after)
    {
        var company = Some.Company().Supplements(s => s with { Trainings = [Training("2017-09-10", "r0", "r1", "r2")] });
        for (var i = 0; i < 6; i++)
        {
            var rep = $"r{i}";
            company.Rep(rep).Deals(4, () => Some.Deal(owner: rep, close: "2017-08-01", created: "2017-01-01")).Deals(4, () => Some.Deal(owner: rep, close: "2017-10-15", created: "2017-01-01"))
                .Deal(Some.Deal(owner: rep, close: before, created: "2017-01-01")).Deal(Some.Deal(owner: rep, close: after, created: "2017-01-01"));
        }

        return Of(company.Build(), Scope.Company).Value is not null;
    }
}
