using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class EngagementScoreTests
{
    private static readonly decimal[] Example = [10, 9, 9, 8, 7, 6, 3];

    [Fact]
    public void Example_15_enps()
    {
        var result = Some.Evaluate(Survey(("north", Example)).Build(), "engagement-score");

        Assert.Equal(7.4286m, Math.Round(result.Value!.Value, 4));
        Assert.Equal(14.29m, Math.Round(Enps(result, "value"), 2));
        // p = 3/7, d = 2/7: half-width 196 x sqrt((5/7 - 1/49) / 7).
        Assert.Equal((-47.42m, 75.99m), (Math.Round(Enps(result, "low"), 2), Math.Round(Enps(result, "high"), 2)));
        Assert.Equal((7 / 10m, 7m), (result.Part("responseRate"), result.Denominator));
    }

    [Fact]
    public void Other_scales_are_stretched_and_give_no_eNPS()
    {
        var result = Some.Evaluate(Survey(("north", [1, 2, 3, 4, 5, 5])).Supplements(s => s with { SurveyAnswers = [.. s.SurveyAnswers.Select(a => a with { ScaleMin = 1, ScaleMax = 5 })] }).Build(), "engagement-score");

        Assert.Equal((0 + 2.5m + 5 + 7.5m + 10 + 10) / 6, result.Value);
        Assert.True(result.Parts.Single(p => p.Name == "enps") is { Value: null, Parts.IsDefault: true });
    }

    [Fact]
    public void Under_five_answers_are_nobodys_business()
    {
        var result = Some.Evaluate(Survey(("north", [1, 2, 3, 4])).Build(), "engagement-score");

        Assert.Equal((KpiStatus.NoData, "fewer than 5 answers (survey autumn)", null, true), (result.Status, result.Reason, result.Denominator, result.Parts.IsEmpty));
    }

    [Fact]
    public void The_smallest_team_beside_one_with_few_answers_is_hidden_too()
    {
        var facts = Survey(("north", [.. Five, 5]), ("south", Five), ("east", [1, 2, 3, 4]), ("west", [.. Five, 6, 6])).Build();

        Assert.Equal(["company", "north", "west"], Shown(facts));
        Assert.Equal("hidden, so that the few answers of a team beside it cannot be worked out (survey autumn)", Some.Evaluate(facts, "engagement-score", scope: Some.Team(facts, "south")).Reason);
    }

    [Fact]
    public void Five_hidden_answers_or_none_hide_nobody_else()
    {
        Assert.Equal(["company", "north", "west"], Shown(Survey(("north", Five), ("south", [1, 2]), ("east", [1, 2, 3]), ("west", Five)).Build()));
        Assert.Equal(["company", "north", "west"], Shown(Survey(("north", Five), ("west", Five)).Build()));
    }

    [Fact]
    public void The_few_answers_of_people_without_a_team_count_as_hidden_too()
    {
        Assert.Equal(["company", "west"], Shown(Survey(("north", Five), ("west", [.. Five, 6]), (null, [1])).Build()));
        Assert.Equal([Scope.UnassignedTeamId, "company", "north"], Shown(Survey(("north", Five), (null, Five)).Build()));
        Assert.Equal([Scope.UnassignedTeamId, "company", "north"], Shown(Survey(("north", Five), ("no such team", Five)).Build()));
    }

    [Fact]
    public void What_is_hidden_beside_few_hides_all_below_it()
    {
        // South (10) is hidden beside east (3); its parts of five would add up to it.
        var facts = Survey(("north", [.. Five, .. Five, 5]), ("coast", Five), ("hills", Five), ("east", [1, 2, 3])).Build();

        Assert.Equal(["company", "north"], Shown(facts));
    }

    [Fact]
    public void The_few_answers_of_a_team_itself_hide_the_smallest_below_it()
    {
        var facts = Survey(("south", [1, 2]), ("coast", Five), ("hills", [.. Five, 6])).Build();

        Assert.Equal(["company", "hills", "south"], Shown(facts));
    }

    [Fact]
    public void Explain_gives_a_histogram_and_no_answer_of_anybody()
    {
        var (_, records) = Some.Explain(Survey(("north", Example)).Build(), "engagement-score");

        Assert.Equal(
            [("score 3", "answers", 1m), ("score 6", "answers", 1m), ("score 7", "answers", 1m), ("score 8", "answers", 1m), ("score 9", "answers", 2m), ("score 10", "answers", 1m)],
            records.Select(r => (r.Id, r.Role, r.Amount!.Value)));
        Assert.Empty(Some.Explain(Survey(("north", [1, 2, 3, 4])).Build(), "engagement-score").Records);
    }

    [Fact]
    public void Broken_scores_are_shown_as_whole_points()
    {
        var (_, records) = Some.Explain(Survey(("north", [3.17m, 3.4m, 8.9m, 9.2m, 9.44m])).Build(), "engagement-score");

        Assert.Equal([("score 3", 2m), ("score 9", 3m)], records.Select(r => (r.Id, r.Amount!.Value)));
    }

    [Fact]
    public void The_latest_round_that_closed_before_the_end_counts()
    {
        var company = Survey(("north", Five)).Supplements(s => s with
        {
            SurveyRounds = [.. s.SurveyRounds, new SurveyRound("summer", Some.Date("2017-09-30"), "north", 5), new SurveyRound("winter", Some.Date("2018-01-01"), "north", 5)],
            SurveyAnswers = [.. s.SurveyAnswers, .. Five.Select(_ => new SurveyAnswer("summer", "north", 2, 0, 10, null)), .. Five.Select(_ => new SurveyAnswer("winter", "north", 9, 0, 10, null))],
        });

        var result = Some.Evaluate(company.Build(), "engagement-score");

        Assert.Equal((3m, 2m), (result.Value, result.Previous!.Value));
        Assert.Equal("autumn", result.Parts.Single(p => p.Name == "round").Text);
    }

    [Fact]
    public void Answers_without_a_round_say_so() => Assert.Equal(
        "survey-rounds.csv has no round that closed before the end of 2017-Q4",
        Some.Evaluate(Survey(("north", Five)).Supplements(s => s with { SurveyRounds = [] }).Build(), "engagement-score").Reason);

    private static decimal[] Five => [1, 2, 3, 4, 5];

    private static decimal Enps(KpiResult result, string name) => result.Parts.Single(p => p.Name == "enps").Parts.Single(p => p.Name == name).Value!.Value;

    private static List<string> Shown(SalesFacts facts) => [.. facts.Teams.Select(t => Some.Team(facts, t.Id)).Append(Scope.Unassigned).Append(Scope.Company)
        .Where(s => Some.Evaluate(facts, "engagement-score", scope: s).Value is not null).Select(s => s.Name).Order(StringComparer.Ordinal)];

    /// <summary>North, south with coast and hills below, east and west; ten invited each.</summary>
    private static Company Survey(params (string? Team, decimal[] Scores)[] answers) => Some.Company("2018-01-15")
        .Team("north").Team("south").Team("coast", "south").Team("hills", "south").Team("east").Team("west").Rep("ann", "north").Deal(Some.Deal(created: "2016-01-01"))
        .Supplements(s => s with
        {
            SurveyRounds = [.. answers.Select(a => new SurveyRound("autumn", Some.Date("2017-12-31"), a.Team, 10))],
            SurveyAnswers = [.. answers.SelectMany(a => a.Scores.Select(v => new SurveyAnswer("autumn", a.Team, v, 0, 10, null)))],
        });
}
