using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// Quarterly sales quotas of each rep, and a team goal of the same family that is their sum: adding both up would count twice.
/// </summary>
internal static class DemoGoals
{
    private const int FirstQuarter = 2024 * 4;
    private const decimal Step = 1_000m;

    public static IReadOnlyList<DemoRecord> Create(DemoRoster roster, List<DealRecord> deals, DemoDays days)
    {
        var won = WonByQuarterAndRep(roster, deals, days);
        List<GoalRecord> goals = [];
        for (var i = 0; i < DemoStory.Plan.Count; i++) AddQuarter(goals, roster, won, FirstQuarter + i, DemoStory.Plan[i]);
        return [.. goals.Select((g, i) => g with { Id = 87_500_000_000 + (i * 577L) })];
    }

    private static Dictionary<(int Quarter, int Rep), decimal> WonByQuarterAndRep(DemoRoster roster, List<DealRecord> deals, DemoDays days)
    {
        var index = roster.Reps.ToDictionary(r => r.OwnerId, r => r.Index);
        Dictionary<(int Quarter, int Rep), decimal> won = [];
        foreach (var deal in deals.Where(d => d.Stage.IsWon && d.Kind != "renewal"))
        {
            var key = (DemoDays.Quarter(days.DayOf(deal.Close!.Value.ToUnixTimeMilliseconds())), index[deal.OwnerId]);
            won[key] = won.GetValueOrDefault(key) + (deal.HomeAmount ?? 0);
        }

        return won;
    }

    private static void AddQuarter(List<GoalRecord> goals, DemoRoster roster, Dictionary<(int Quarter, int Rep), decimal> won, int quarter, decimal planned)
    {
        var (from, to) = (DemoDays.QuarterStart(quarter), DemoDays.QuarterStart(quarter + 1));
        var reps = roster.Reps.Where(r => r.IsHere(to - 1) && r.Hired < from + 45).ToList();
        var shares = reps.ConvertAll(r => Share(r, reps, won, quarter));
        var total = shares.Sum();
        for (var team = 0; team < roster.Teams.Count; team++)
        {
            var family = $"7d1c0000-0000-4000-8000-{quarter:d6}{team:d6}";
            var sum = 0m;
            for (var i = 0; i < reps.Count; i++)
            {
                if (reps[i].TeamOn(from) != team) continue;
                var target = decimal.Round(planned * shares[i] / total / Step, 0, MidpointRounding.AwayFromZero) * Step;
                sum += target;
                goals.Add(Goal(quarter, target, family) with { OwnerId = reps[i].OwnerId });
            }

            goals.Add(Goal(quarter, sum, family) with { TeamId = roster.Teams[team].Id });
        }
    }

    /// <summary>Half by seniority, half by what the rep won in the quarter and the four before.</summary>
    private static decimal Share(DemoRep rep, List<DemoRep> reps, Dictionary<(int Quarter, int Rep), decimal> won, int quarter)
    {
        decimal Record(DemoRep r) => Enumerable.Range(quarter - 4, 5).Sum(q => won.GetValueOrDefault((q, r.Index)));
        var all = reps.Sum(Record);
        var seniority = (decimal)(rep.Weight / reps.Sum(r => r.Weight));
        return all == 0 ? seniority : (0.5m * seniority) + (0.5m * Record(rep) / all);
    }

    private static GoalRecord Goal(int quarter, decimal target, string family)
    {
        var start = new LocalDate(quarter / 4, ((quarter % 4) * 3) + 1, 1);
        var set = start.PlusDays(-12).At(new LocalTime(10, 0)).InUtc().ToInstant();
        return new GoalRecord
        {
            Id = 0,
            Name = $"Sales quota {start.Year} Q{(quarter % 4) + 1}",
            Target = target,
            Start = start.AtMidnight().InUtc().ToInstant(),
            End = start.PlusMonths(3).AtMidnight().InUtc().ToInstant() - Duration.FromMilliseconds(1),
            Currency = "EUR",
            Family = family,
            Pipelines = "default",
            Created = set,
            Modified = set,
        };
    }
}
