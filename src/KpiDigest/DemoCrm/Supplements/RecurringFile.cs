using System.Globalization;
using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Supplements;

/// <summary>Contracts and licences by month: they begin with a deal in those lines, grow with further ones, shrink now and then, and end when the customer leaves.</summary>
internal static class RecurringFile
{
    private static readonly LocalDate First = new(2025, 6, 1);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[DemoDays.Zone];

    public static string Create(DemoRandom random, IReadOnlyList<DealRecord> deals, IReadOnlyList<CompanyRecord> companies)
    {
        var csv = new CsvText("account,month,amount");
        var contracts = deals.Where(IsContract).GroupBy(d => d.CompanyId).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var company in companies.Where(c => contracts.ContainsKey(c.Id))) AddCompany(csv, random, company, contracts[company.Id]);
        return csv.ToString();
    }

    private static bool IsContract(DealRecord deal) =>
        deal.Stage.IsWon && deal.HomeAmount is > 0 && deal.Kind != "renewal" && DemoProducts.LineOf(deal.Product!) is DemoProducts.Service or DemoProducts.Software;

    private static void AddCompany(CsvText csv, DemoRandom random, CompanyRecord company, List<DealRecord> contracts)
    {
        var kept = 1m;
        for (var month = First; month.PlusMonths(1) <= DemoDays.End; month = month.PlusMonths(1))
        {
            if (random.Chance(0.012)) kept *= 0.75m;
            var begun = contracts.Where(d => d.Close!.Value.InZone(Zone).Date < month).ToList();
            if (begun.Count == 0) continue;
            var amount = company.ChurnedOn <= month ? 0m : begun.Sum(d => d.HomeAmount!.Value) / 24m * kept;
            csv.Add($"#{company.Id}", month.ToString("uuuu-MM", CultureInfo.InvariantCulture), decimal.Round(amount, 0, MidpointRounding.ToEven));
        }
    }
}
