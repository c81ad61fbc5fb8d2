using KpiDigest.DemoCrm.Generation;
using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>The quarterly survey: spirits are good, but sink in the slipping team since its lead stopped coaching.</summary>
internal static class SurveyFiles
{
    private static readonly LocalDate[] Dates = [new(2025, 9, 19), new(2025, 12, 12), new(2026, 3, 20), new(2026, 6, 19), new(2026, 9, 18)];
    private static readonly double[] Usual = [8.1, 8.4, 7.8, 8.0, 7.9, 8.5];
    private static readonly double[] Slipping = [8.0, 7.9, 7.4, 6.2, 4.9];
    private static readonly string[] Words = ["Good team, clear goals", "Too many forms in the CRM", "More time for customers, please", "I learn a lot in my coaching"];
    private static readonly string[] Complaints = ["Nobody looks at my deals any more", "We lose on price & hear nothing", "I had no coaching since the spring"];

    public static string Rounds(DemoRoster roster)
    {
        var csv = new CsvText("round,date,team,invited");
        foreach (var date in Dates)
        {
            for (var team = 0; team < DemoRoster.TeamCount; team++) csv.Add(Name(date), date, roster.Teams[team].Name, Invited(roster, team, date));
        }

        return csv.ToString();
    }

    public static string Answers(DemoRandom random, DemoRoster roster)
    {
        var csv = new CsvText("round,team,score,scale_min,scale_max,comment,show_comment");
        foreach (var (round, date) in Dates.Index())
        {
            for (var team = 0; team < DemoRoster.TeamCount; team++)
            {
                var isSlipping = team == DemoRoster.SlippingTeam;
                var answers = Math.Max(5, Invited(roster, team, date) - random.Whole(0, 3));
                for (var i = 0; i < answers; i++) AddAnswer(csv, random, Name(date), roster.Teams[team].Name, isSlipping ? Slipping[round] : Usual[team], isSlipping && round > 2);
            }
        }

        return csv.ToString();
    }

    private static void AddAnswer(CsvText csv, DemoRandom random, string round, string team, double usual, bool isUnhappy)
    {
        var score = Math.Clamp((int)(usual + random.Next(-1.6, 1.6) + random.Next(-1.0, 1.0) + 0.5), 0, 10);
        var (writes, words, shows) = (random.Chance(0.2), random.Pick(isUnhappy ? Complaints : Words), random.Chance(0.6));
        csv.Add(round, team, score, 0, 10, writes ? words : null, writes && shows);
    }

    private static string Name(LocalDate date) => $"{date.Year}-Q{(date.Month + 2) / 3}";

    private static int Invited(DemoRoster roster, int team, LocalDate date) => roster.Reps.Count(r => r.IsHere(DemoDays.Number(date)) && r.TeamOn(DemoDays.Number(date)) == team);
}
