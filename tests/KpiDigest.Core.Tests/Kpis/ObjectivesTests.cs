using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class ObjectivesTests
{
    private static readonly Objective Sell = new() { Id = "o", Name = "Sell", Kpi = "won-revenue", IsCumulative = true, Target = 1000, Start = Some.Date("2017-10-01"), End = Some.Date("2018-01-01") };

    [Theory]
    [InlineData(1000, "on")]
    [InlineData(999.99, "at-risk")]
    [InlineData(900, "at-risk")]
    [InlineData(899.99, "off")]
    public void At_the_end_the_whole_target_is_asked_for(double won, string status) => Assert.Equal(status, Status(Of((decimal)won, Sell)));

    // 33 of the quarter's 63 business days have gone on 2017-11-16: 1000 x 33 / 63 = 523.8095.
    [Theory]
    [InlineData(523.81, "on")]
    [InlineData(523.80, "at-risk")]
    [InlineData(471.43, "at-risk")]
    [InlineData(471.42, "off")]
    public void What_grows_is_asked_for_by_the_business_days_gone(double won, string status)
    {
        var result = Of((decimal)won, Sell, "2017-11-16");

        Assert.Equal(status, Status(result));
        Assert.Equal(1000m * 33 / 63, Item(result, "required").Value);
    }

    [Theory]
    [InlineData(true, 100, "on")]
    [InlineData(true, 90, "at-risk")]
    [InlineData(true, 89.9, "off")]
    [InlineData(false, 100, "on")]
    [InlineData(false, 111.11, "at-risk")]
    [InlineData(false, 111.12, "off")]
    [InlineData(false, 0, "on")]
    public void A_level_holds_at_any_time_in_either_direction(bool up, double actual, string status) =>
        Assert.Equal(status, Status(Of(1, Sell with { Kpi = null, IsCumulative = false, Up = up, Target = 100, Actual = (decimal)actual }, "2017-10-05")));

    [Fact]
    public void Counts_the_scopes_own_objectives_of_which_anything_is_known()
    {
        var facts = Company(700, "2018-01-01", Sell with { Target = 700 }, Sell with { Id = "p", Target = 5000 }, Sell with { Id = "q", Kpi = null }, Sell with { Id = "n", TeamId = "north", Target = 1 }, Sell with { Id = "z", End = Some.Date("2017-10-01"), Start = Some.Date("2017-07-01") });

        var (result, records) = Some.Explain(facts, "objectives");

        Assert.Equal((1m, 2m, 1m, 0m, 1m), (result.Numerator, result.Denominator, result.Part("on"), result.Part("atRisk"), result.Part("withoutData")));
        Assert.Equal([("o", "numerator+denominator", 700m), ("p", "denominator", 700m), ("q", "excluded: objectives.csv states no actual", (decimal?)null)], records.Select(r => (r.Id, r.Role, r.Amount)));
        Assert.Equal(1m, Some.Evaluate(facts, "objectives", scope: Some.Team(facts, "north")).Value);
        Assert.Equal("objectives.csv has no objective of team:south in 2017-Q4", Some.Evaluate(facts, "objectives", scope: Some.Team(facts, "south")).Reason);
    }

    [Fact]
    public void A_teams_objective_is_measured_in_the_team()
    {
        var facts = Company(700, "2018-01-01", Sell with { TeamId = "south", Target = 1 });

        Assert.Equal((0m, 0m), (Some.Evaluate(facts, "objectives", scope: Some.Team(facts, "south")).Value, Item(Some.Evaluate(facts, "objectives", scope: Some.Team(facts, "south")), "actual").Value));
    }

    [Fact]
    public void An_interval_that_is_no_period_takes_the_stated_actual()
    {
        var year = Sell with { Start = Some.Date("2017-01-01"), Actual = 1000 };

        Assert.Equal(1000m, Item(Of(1, year), "actual").Value);
        Assert.Equal("won-revenue does not measure 2017-01-01 to 2017-12-31, and objectives.csv states no actual", Item(Of(1, year with { Actual = null }), "reason").Text);
        Assert.Equal(300m, Item(Of(1, Sell with { Kpi = "pipeline-coverage", Actual = 300 }), "actual").Value);
    }

    [Theory]
    [InlineData("objectives", "an objective cannot be measured by 'objectives' itself")]
    [InlineData("winrate", "no KPI has the id 'winrate'")]
    [InlineData("quota-attainment", "no rep of company has a quota in 2017-Q4: set goals in the CRM or add rows to the quotas file")]
    public void An_objective_that_nothing_measures_says_why(string kpi, string reason)
    {
        var result = Of(1, Sell with { Kpi = kpi, Actual = 12 });

        Assert.Equal((KpiStatus.NoData, $"Sell: {reason}", "no-data"), (result.Status, result.Reason, Status(result)));
    }

    [Fact]
    public void The_quarter_before_is_cut_where_as_many_business_days_had_gone()
    {
        var before = Sell with { Id = "b", Target = 650, Start = Some.Date("2017-07-01"), End = Some.Date("2017-10-01") };
        var facts = Some.Company("2017-10-03").Rep("ann").Deal(Some.Deal(amount: 10, close: "2017-07-03")).Deal(Some.Deal(amount: 640, close: "2017-07-04", created: "2017-01-01")).Supplements(s => s with { Objectives = [Sell, before] }).Build();

        // One business day has gone: 650 / 65 = 10 were asked for and 10 won by 2017-07-03.
        Assert.Equal((0m, 1m), (Some.Evaluate(facts, "objectives").Value, Some.Evaluate(facts, "objectives").Previous!.Value));
    }

    [Fact]
    public void Before_the_first_business_day_nothing_can_be_said() =>
        Assert.Equal("Sell: no business day of its interval has gone", Of(1, Sell, "2017-10-02").Reason);

    private static KpiResult Of(decimal won, Objective objective, string asOf = "2018-01-01") => Some.Evaluate(Company(won, asOf, objective), "objectives");

    private static SalesFacts Company(decimal won, string asOf, params Objective[] objectives) => Some.Company(asOf).Team("north").Team("south").Rep("ann", "north").Quota(Some.Quota(1, team: "north"))
        .Deal(Some.Deal(amount: won, close: "2017-10-01T12:00:00Z", created: "2017-06-01")).Supplements(s => s with { Objectives = objectives }).Build();

    private static string? Status(KpiResult result) => Item(result, "status").Text;

    private static KpiPart Item(KpiResult result, string name) => result.Parts.Single(p => p.Name == "items").Rows[0].Parts.Single(p => p.Name == name);
}
