using System.Globalization;
using System.Text;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.Runs.Cluster;

/// <summary>CSV files of a company whose deals end today, so that last week's digest has something to say.</summary>
internal static class SmallCompany
{
    /// <summary>The managers, whose names are the teams' names.</summary>
    public static readonly string[] Managers = ["Cara Losch", "Rocco Neubert"];

    /// <summary>Writes the files; returns their folder.</summary>
    public static string Write(TempFolder folder, LocalDate today)
    {
        folder.Write("crm/accounts.csv", "account,sector,year_established,revenue,employees,office_location,subsidiary_of\nIsdom,medical,2002,3178.24,4540,United States,\n");
        folder.Write("crm/products.csv", "product,series,sales_price\nMG Special,MG,550\n");
        var teams = new StringBuilder("sales_agent,manager,regional_office\n");
        var deals = new StringBuilder("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        for (var agent = 0; agent < 6; agent++)
        {
            teams.Append(CultureInfo.InvariantCulture, $"Agent {agent},{Managers[agent % 2]},Central\n");
            for (var deal = 0; deal < 40; deal++)
                deals.Append(Deal(today, agent, deal));
        }

        folder.Write("crm/sales_teams.csv", teams.ToString());
        folder.Write("crm/sales_pipeline.csv", deals.ToString());
        return folder.Combine("crm");
    }

    private static string Deal(LocalDate today, int agent, int number)
    {
        var closed = today.PlusDays(-1 - number * 3);
        var engaged = LocalDatePattern.Iso.Format(closed.PlusDays(-20 - number));
        var id = string.Create(CultureInfo.InvariantCulture, $"D{agent}X{number:000}");
        return (number % 4) switch
        {
            0 => $"{id},Agent {agent},MG Special,Isdom,Lost,{engaged},{LocalDatePattern.Iso.Format(closed)},0\n",
            1 => $"{id},Agent {agent},MG Special,,Engaging,{engaged},,\n",
            _ => $"{id},Agent {agent},MG Special,Isdom,Won,{engaged},{LocalDatePattern.Iso.Format(closed)},{500 + agent * 10 + number}\n",
        };
    }
}
