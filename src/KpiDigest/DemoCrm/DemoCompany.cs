using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm;

/// <summary>A company of our own making: fixed seed, fixed last day, the same everywhere.</summary>
internal static class DemoCompany
{
    private const ulong Seed = 20_261_116;

    /// <summary>Alderholt Instruments: three years of selling measuring instruments, ending on Monday 2026-11-16.</summary>
    public static DemoCrmData Generate()
    {
        var random = new DemoRandom(Seed);
        var inside = new DemoRandom(Seed + 1);
        var days = new DemoDays();
        var roster = new DemoRoster(random);
        var customers = new DemoCustomers(random, roster, days);
        var (deals, archived) = new DemoDeals(random, roster, customers, days).Create();
        var won = deals.Where(d => d.Stage.IsWon).Select(d => d.CompanyId).ToHashSet();
        var companies = customers.Companies(won);
        var activities = new DemoActivities(inside, roster, days);
        return new DemoCrmData
        {
            EndsAt = Instant.FromUnixTimeMilliseconds(days.EndMs),
            CompanyName = "Alderholt Instruments",
            TimeZone = DemoDays.Zone,
            Currency = "EUR",
            AdditionalCurrencies = ["USD"],
            Rates = DemoRates.All(),
            TeamLeads = DemoRoster.Leads(),
            Pipelines = [DemoPipelines.Sales, DemoPipelines.Renewals],
            Teams = roster.Teams,
            Owners = roster.Owners(),
            Records = new Dictionary<string, IReadOnlyList<DemoRecord>>
            {
                ["deals"] = [.. deals, .. archived],
                ["companies"] = companies,
                ["contacts"] = customers.Contacts(companies),
                ["leads"] = new DemoLeads(inside, roster, days).Create(deals),
                ["meetings"] = activities.Meetings(deals),
                ["calls"] = activities.Calls(deals),
                ["tasks"] = activities.Tasks(deals),
                ["goal_targets"] = DemoGoals.Create(roster, deals, days),
            },
        };
    }
}
