using KpiDigest.DemoCrm.Generation;
using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>Spend that grows a little faster than new customers do, visits of the website, and the dollar.</summary>
internal static class MarketFiles
{
    private static readonly LocalDate FirstVisits = new(2025, 1, 1);

    private static readonly (string Source, double Sessions, double Leads)[] Sources =
        [("organic", 610, 0.011), ("paid", 240, 0.019), ("referral", 130, 0.016), ("direct", 310, 0.006)];

    public static string Spend(DemoRandom random)
    {
        var csv = new CsvText("first_day,last_day,kind,amount");
        var (sales, marketing) = (262_000m, 71_000m);
        for (var month = new LocalDate(2023, 10, 1); month.PlusMonths(1) <= DemoDays.End; month = month.PlusMonths(1))
        {
            csv.Add(month, month.PlusMonths(1).PlusDays(-1), "sales", Around(random, sales));
            csv.Add(month, month.PlusMonths(1).PlusDays(-1), "marketing", Around(random, marketing));
            (sales, marketing) = (decimal.Round(sales * 1.006m, 2), decimal.Round(marketing * 1.011m, 2));
        }

        return csv.ToString();
    }

    public static string Traffic(DemoRandom random)
    {
        var csv = new CsvText("date,source,sessions,leads");
        var (first, growth) = (DemoDays.Number(FirstVisits), 1.0);
        for (var day = first; day < DemoDays.Last; day++, growth += 0.0004)
        {
            var busy = (DemoDays.IsWorkday(day) ? 1.0 : 0.42) * (DemoDays.Date(day).Month is 8 or 12 ? 0.8 : 1.0) * growth;
            foreach (var (source, sessions, leads) in Sources)
            {
                var visits = (int)(sessions * busy * random.Next(0.85, 1.15));
                csv.Add(DemoDays.Date(day), source, visits, (int)((visits * leads * random.Next(0.6, 1.4)) + random.Next()));
            }
        }

        return csv.ToString();
    }

    /// <summary>Each Monday: a rate holds for a week.</summary>
    public static string Rates()
    {
        var csv = new CsvText("currency,date,rate");
        for (var day = -7; day <= DemoDays.Last; day += 7) csv.Add("USD", DemoDays.Date(day), DemoRates.On(day));
        return csv.ToString();
    }

    private static decimal Around(DemoRandom random, decimal amount) => decimal.Round(amount * random.Whole(970, 1_031) / 1_000m / 10m, 0, MidpointRounding.ToEven) * 10m;
}
