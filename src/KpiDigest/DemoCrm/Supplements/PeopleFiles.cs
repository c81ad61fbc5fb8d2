using KpiDigest.DemoCrm.Generation;
using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>Who was employed when, in which team, and who was trained.</summary>
internal static class PeopleFiles
{
    private const string CameBack = "Mehdi Benali";

    /// <summary>Leads, then reps: hires, leavers, two who changed teams, and one who had left before and came back.</summary>
    public static string Roster(DemoRandom random, DemoRoster roster)
    {
        var csv = new CsvText("rep,team,first_day,last_day,lead");
        foreach (var lead in DemoRoster.Leads()) csv.Add(lead.Email, lead.Team, new LocalDate(random.Whole(2012, 2020), random.Whole(1, 13), 1), null, true);
        foreach (var rep in roster.Reps) AddRep(csv, rep, roster, new LocalDate(random.Whole(2014, 2023), random.Whole(1, 13), 1));
        return csv.ToString();
    }

    /// <summary>The training on first talks, in the team of the south, helped; the other two are too old or too young to tell.</summary>
    public static string Trainings(DemoRoster roster)
    {
        var csv = new CsvText("name,date,skill,participants");
        csv.Add("Negotiating with buyers", new LocalDate(2025, 10, 14), "Offer sent", Members(roster, new LocalDate(2025, 10, 14), r => r.Team == 1));
        csv.Add("First talks", new LocalDate(2026, 6, 16), "Qualified", Members(roster, new LocalDate(2026, 6, 16), r => r.Team == 5 || r.LastName == DemoRoster.ImprovingRep));
        csv.Add("Pressure rigs", new LocalDate(2026, 9, 22), null, Members(roster, new LocalDate(2026, 9, 22), r => r.Team is 0 or 2 && r.Index % 2 == 0));
        return csv.ToString();
    }

    public static string EmailOf(DemoRep rep) => DemoNames.Email(rep.FirstName + " " + rep.LastName);

    private static void AddRep(CsvText csv, DemoRep rep, DemoRoster roster, LocalDate early)
    {
        var email = EmailOf(rep);
        var hired = rep.Hired < 0 ? early : DemoDays.Date(rep.Hired);
        LocalDate? last = rep.Left == int.MaxValue ? null : DemoDays.Date(rep.Left - 1);
        if (rep.FirstName + " " + rep.LastName == CameBack) csv.Add(email, roster.Teams[rep.Team].Name, new LocalDate(2020, 3, 1), new LocalDate(2023, 2, 28), false);
        if (rep.MovedFrom < 0)
        {
            csv.Add(email, roster.Teams[rep.Team].Name, hired, last, false);
            return;
        }

        csv.Add(email, roster.Teams[rep.MovedFrom].Name, hired, DemoDays.Date(DemoRep.MoveDay - 1), false);
        csv.Add(email, roster.Teams[rep.Team].Name, DemoDays.Date(DemoRep.MoveDay), last, false);
    }

    private static string Members(DemoRoster roster, LocalDate on, Func<DemoRep, bool> wanted) =>
        string.Join("; ", roster.Reps.Where(r => r.IsHere(DemoDays.Number(on)) && wanted(r)).Select(EmailOf));
}
