using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Schema;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Stages, expected closes and forecast categories of a deal, up to its close or the end of the data.</summary>
internal sealed class DealCourse(DemoRandom random, DemoDays days)
{
    private static readonly double[] ReachedWhenLost = [25, 27, 22, 16, 10];

    public void Write(DealPlan plan, PipelineRecord pipeline, long created, DealHistory history)
    {
        var closes = plan.Closes < DemoDays.Last ? Math.Max(days.WorkingTime(plan.Closes, random), created + 7_200_000) : days.WorkingTime(plan.Closes, random);
        var limit = history.Limit;
        history.Limit = Math.Min(limit, closes);
        WriteStages(plan, pipeline, created, closes, history);
        WriteExpectedCloses(plan, created, closes, history);
        WriteCategories(plan, created, closes, history);
        history.Limit = limit;
        if (closes >= limit) return;
        Close(pipeline, plan.Won, closes, history);
        if (!plan.Won && pipeline == DemoPipelines.Sales && random.Chance(0.03)) Reopen(pipeline, closes, history);
    }

    private static DemoValue Moment(long ms) => DemoValue.Of(Instant.FromUnixTimeMilliseconds(ms));

    private static void Close(PipelineRecord pipeline, bool won, long at, DealHistory history)
    {
        var stage = pipeline.Stages.First(s => won ? s.IsWon : s.IsLost);
        history.Add(Tracked.Stage, at, DemoValue.Of(stage.Id));
        history.Add(Tracked.Close, at, Moment(at), Tracked.ByCalculation);
        history.Add(Tracked.Category, at, DemoValue.Of(won ? "CLOSED" : "OMIT"), Tracked.ByCalculation);
    }

    private void Reopen(PipelineRecord pipeline, long lost, DealHistory history)
    {
        var day = days.DayOf(lost);
        var again = days.WorkingTime(day + random.Whole(10, 46), random);
        if (!history.Add(Tracked.Stage, again, DemoValue.Of("presentationscheduled"))) return;
        history.Add(Tracked.Category, again, DemoValue.Of("PIPELINE"));
        history.Add(Tracked.Close, again, Moment(days.WorkingTime(days.DayOf(again) + random.Whole(20, 70), random)));
        var second = days.WorkingTime(days.DayOf(again) + random.Whole(8, 60), random);
        if (second < history.Limit) Close(pipeline, random.Chance(0.4), second, history);
    }

    private void WriteStages(DealPlan plan, PipelineRecord pipeline, long created, long closes, DealHistory history)
    {
        var open = pipeline.Stages.Count(s => !s.IsClosed);
        var reached = plan.FixedStage >= 0 ? plan.FixedStage : plan.Won || plan.Closes >= DemoDays.Last || open < 5 ? open - 1 : random.Weighted(ReachedWhenLost);
        history.Add(Tracked.Stage, created, DemoValue.Of(pipeline.Stages[0].Id));
        var span = plan.FixedStage >= 0 ? history.Limit - created : closes - created;
        for (var i = 1; i <= reached; i++)
        {
            if (i < reached && random.Chance(0.12)) continue;
            var day = days.DayOf(created + (long)(span * ((i - 0.5 + random.Next(-0.25, 0.25)) / (reached + 0.6))));
            var at = Math.Max(days.WorkingTime(day, random), created);
            if (history.Add(Tracked.Stage, at, DemoValue.Of(pipeline.Stages[i].Id)) && i > 1 && random.Chance(0.025)) StepBack(pipeline, i, at, history);
        }
    }

    private static void StepBack(PipelineRecord pipeline, int stage, long at, DealHistory history)
    {
        history.Add(Tracked.Stage, at + (2 * DemoDays.Day), DemoValue.Of(pipeline.Stages[stage - 1].Id));
        history.Add(Tracked.Stage, at + (4 * DemoDays.Day), DemoValue.Of(pipeline.Stages[stage].Id));
    }

    /// <summary>The first expectation is hopeful; when it comes near and the deal does not close, it is pushed.</summary>
    private void WriteExpectedCloses(DealPlan plan, long created, long closes, DealHistory history)
    {
        var cycle = days.DayOf(closes) - plan.Created;
        var expected = plan.Created + Math.Max(4, (int)(cycle * random.Next(0.55, 1.15)));
        if (plan.TooRosy) expected = DemoStory.LastQuarterEnd - random.Whole(0, 12);
        history.Add(Tracked.Close, created, Moment(days.WorkingTime(expected, random)));
        for (var pushes = 0; pushes < 9 && expected < days.DayOf(closes); pushes++)
        {
            var pushed = plan.TooRosy && pushes == 0 ? Math.Min(expected, DemoStory.LastQuarterEnd - random.Whole(0, 6)) : expected - random.Whole(-9, 6);
            expected = Math.Max(pushed, expected) + random.Whole(14, 46);
            if (plan.TooRosy && pushes == 0) expected = Math.Max(expected, DemoStory.LastQuarterEnd + random.Whole(15, 60));
            history.Add(Tracked.Close, days.WorkingTime(Math.Max(pushed, plan.Created + 1), random), Moment(days.WorkingTime(expected, random)));
        }
    }

    private void WriteCategories(DealPlan plan, long created, long closes, DealHistory history)
    {
        history.Add(Tracked.Category, created, DemoValue.Of("PIPELINE"), Tracked.ByAutomation);
        var (from, to) = (plan.Created, days.DayOf(closes));
        if (random.Chance(plan.Won ? 0.9 : 0.45)) history.Add(Tracked.Category, days.WorkingTime(from + ((to - from) / 2), random), DemoValue.Of("BEST_CASE"));
        if (plan.TooRosy) history.Add(Tracked.Category, days.WorkingTime(Math.Max(from + 2, DemoStory.LastQuarterEnd - random.Whole(30, 41)), random), DemoValue.Of("COMMIT"));
        else if (random.Chance(plan.Won ? 0.88 : 0.24)) history.Add(Tracked.Category, days.WorkingTime(Math.Max(from + 2, to - random.Whole(12, 48)), random), DemoValue.Of("COMMIT"));
        if (plan.TooRosy && random.Chance(0.5)) history.Add(Tracked.Category, days.WorkingTime(DemoStory.LastQuarterEnd + random.Whole(2, 9), random), DemoValue.Of("BEST_CASE"));
    }
}
