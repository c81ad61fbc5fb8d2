using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>What people promised and wrote: objectives of two quarters, the leads' comments for the scorecard, and actions.</summary>
internal static class WordFiles
{
    private static readonly LocalDate ThirdStarts = new(2026, 7, 1);
    private static readonly LocalDate ThirdEnds = new(2026, 9, 30);
    private static readonly LocalDate FourthStarts = new(2026, 10, 1);
    private static readonly LocalDate FourthEnds = new(2026, 12, 31);

    public static string Objectives()
    {
        var csv = new CsvText("name,team,kpi,actual,direction,form,target,first_day,last_day,owner");
        foreach (var (start, end, revenue, references, escalations) in new[] { (ThirdStarts, ThirdEnds, 4_200_000, 9, 4), (FourthStarts, FourthEnds, 4_800_000, 5, 5) })
        {
            csv.Add("Won revenue as planned", null, "won-revenue", null, "up", "cumulative", revenue, start, end, "Friederike Großmann");
            csv.Add("Keep nine people in ten", null, "rep-retention", null, "up", "level", "90%", start, end, "Priya Ramanathan");
            csv.Add("Reference customers", null, null, references, "up", "cumulative", 8, start, end, "Élodie Lefèvre");
            csv.Add("Open escalations at most", null, null, escalations, "down", "level", 6, start, end, "Ueli Brändli");
            csv.Add("Win one deal in four again", "Nordics", "win-rate", null, "up", "level", "25%", start, end, "Bjørn Aagaard");
            csv.Add("A third of all deals", "Southern Europe", "win-rate", null, "up", "level", "33%", start, end, "Íñigo Etxeberria");
        }

        return csv.ToString();
    }

    public static string Comments()
    {
        var csv = new CsvText("first_day,last_day,team,kpi,author,text");
        csv.Add(ThirdStarts, ThirdEnds, "DACH North", "forecast-accuracy", "Friederike Großmann", "Four big deals slipped over the summer; they are dated by the customers' budgets now, not by ours.");
        csv.Add(ThirdStarts, ThirdEnds, "DACH South", "win-rate", "Ueli Brändli", "Steady. Torque benches sell themselves since the new catalogue.");
        csv.Add(ThirdStarts, ThirdEnds, "Benelux & France", "pipeline-created", "Élodie Lefèvre", "Two hires are still learning; new pipeline comes back in October.");
        csv.Add(ThirdStarts, ThirdEnds, "Nordics", "win-rate", "Bjørn Aagaard", "Metrion undercuts us by 10 % and more. I had no time for coaching; that changes from November.");
        csv.Add(ThirdStarts, ThirdEnds, "UK & Ireland", "win-rate", "Priya Ramanathan", "Aoife's way of qualifying early works: we now do it in the whole team.");
        csv.Add(ThirdStarts, ThirdEnds, "Southern Europe", "training-effect", "Íñigo Etxeberria", "The training on first talks paid off: fewer, better deals in the second stage.");
        csv.Add(ThirdStarts, ThirdEnds, null, "competitive-displacements", "Friederike Großmann", "Metrion is the one to watch. A price comparison (\"battle card\") is with marketing.");
        csv.Add(new LocalDate(2026, 11, 9), new LocalDate(2026, 11, 15), "Nordics", "stale-deals", "Bjørn Aagaard", "Going through all deals above 100,000 this week.");
        return csv.ToString();
    }

    public static string Actions()
    {
        var csv = new CsvText("date,owner,text,due,team,kpi,status");
        csv.Add(new LocalDate(2026, 7, 6), "Friederike Großmann", "Agree with finance on the date of a forecast", new LocalDate(2026, 8, 31), null, "forecast-accuracy", "done");
        csv.Add(new LocalDate(2026, 8, 17), "Bjørn Aagaard", "Fill the vacancy in Stockholm", new LocalDate(2026, 10, 30), "Nordics", "rep-retention", "open");
        csv.Add(new LocalDate(2026, 9, 28), "Élodie Lefèvre", "Price comparison with Metrion, one page", new LocalDate(2026, 11, 20), null, "competitive-displacements", "open");
        csv.Add(new LocalDate(2026, 10, 5), "Bjørn Aagaard", "One coaching session a rep and fortnight", new LocalDate(2026, 12, 18), "Nordics", "coaching-hours", "open");
        csv.Add(new LocalDate(2026, 10, 5), "Íñigo Etxeberria", "Hold 'First talks' for the Nordics too", new LocalDate(2026, 11, 27), "Nordics", "training-effect", "open");
        csv.Add(new LocalDate(2026, 10, 12), "Ueli Brändli", "Fourth price list", null, "DACH South", null, "dropped");
        csv.Add(new LocalDate(2026, 11, 2), "Friederike Großmann", "Call the owners of the six big silent deals", new LocalDate(2026, 11, 13), null, "stale-deals", "open");
        return csv.ToString();
    }
}
