using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class SkillsGapsTests
{
    [Fact]
    public void Finds_the_stage_in_which_a_rep_is_clearly_below_all_others()
    {
        var facts = Company().Funnel("2017-11-01", 30, 28, 5, "ann").Funnel("2017-11-01", 30, 28, 20, "bob").Funnel("2017-05-01", 30, 28, 20, "cid").Build();

        var result = Some.Evaluate(facts, "skills-gaps");
        var weak = Assert.Single(Rows(result, "weaknesses"));

        Assert.Equal((1m, "clear differences"), (result.Value, result.Parts.Single(p => p.Name == "verdict").Text));
        Assert.Equal(("ann", "offer", 5m / 28, 40m / 56, 28m), (weak["rep"].Text, weak["stage"].Text, weak["value"].Value, weak["others"].Value, weak["exits"].Value));
        Assert.Equal((1m, 0m), (Some.Evaluate(facts, "skills-gaps", scope: Some.Rep(facts, "ann")).Value, Some.Evaluate(facts, "skills-gaps", scope: Some.Rep(facts, "bob")).Value));
    }

    [Fact]
    public void Names_courses_for_the_stage_and_who_did_not_attend()
    {
        var facts = Company().Funnel("2017-11-01", 30, 28, 5, "ann").Funnel("2017-11-01", 30, 28, 20, "bob").Supplements(s => s with
        {
            Trainings = [new Training("t1", "Offers that win", Some.Date("2017-06-01"), "offer", ["bob"]), new Training("t2", "Offers again", Some.Date("2017-07-01"), "offer", ["ann"]), new Training("t3", "Calls", Some.Date("2017-07-01"), "qualify", [])],
        }).Build();

        var result = Some.Evaluate(facts, "skills-gaps");

        Assert.Equal(["Offers that win", "Offers again"], Rows(result, "courses").Select(r => r["course"].Text!));
        Assert.Equal([("ann", "Offers that win")], Rows(result, "notAttended").Select(r => (r["rep"].Text!, r["course"].Text!)));
    }

    [Fact]
    public void Alike_reps_have_no_clear_gaps()
    {
        var result = Some.Evaluate(Company().Funnel("2017-11-01", 20, 15, 8, "ann").Funnel("2017-11-01", 20, 16, 9, "bob").Build(), "skills-gaps");

        Assert.Equal((0m, "none clear"), (result.Value, result.Parts.Single(p => p.Name == "verdict").Text));
    }

    [Fact]
    public void Needs_10_exits_in_4_quarters()
    {
        Assert.StartsWith("no rep of company left a stage 10 times", Some.Evaluate(Company().Funnel("2017-11-01", 9, 5, 2, "ann").Funnel("2017-11-01", 9, 5, 2, "bob").Funnel("2016-11-01", 9, 9, 9, "bob").Build(), "skills-gaps").Reason, StringComparison.Ordinal);
        Assert.Equal("no stage history of deals is known (the CRM's history of the stage field)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "skills-gaps").Reason);
    }

    private static Company Company() => StageConversionTests.Pipeline().Rep("bob").Rep("cid");

    private static IEnumerable<Dictionary<string, KpiPart>> Rows(KpiResult result, string name) => result.Parts.Single(p => p.Name == name).Rows.Select(r => r.Parts.ToDictionary(p => p.Name));
}
