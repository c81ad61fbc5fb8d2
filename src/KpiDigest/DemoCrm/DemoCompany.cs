using KpiDigest.DemoCrm.Generation;
using KpiDigest.DemoCrm.Records;
using KpiDigest.DemoCrm.Supplements;
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
        var customers = new DemoCustomers(random, new DemoRandom(Seed + 2), roster, days);
        var written = new DemoDeals(random, roster, customers, days).Create();
        var buyers = new DemoBuyers(new DemoRandom(Seed + 3), customers, days);
        var details = new DealDetails(new DemoRandom(Seed + 4), roster, days);
        List<DealRecord> all = [.. buyers.Assign([.. written.Living, .. written.Archived]).Select(details.Complete)];
        var living = all.FindAll(d => d.ArchivedAt is null);
        var companies = customers.Companies(living.Where(d => d.Stage.IsWon).Select(d => d.CompanyId).ToHashSet(), buyers.Left);
        var contacts = customers.Contacts(companies);
        var leads = new DemoLeads(inside, roster, days).Create(living);
        var activities = new DemoActivities(inside, roster, days);
        var meetings = new DemoInspections(new DemoRandom(Seed + 5), days).Link(activities.Meetings(living), living);
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
            Fields = new Dictionary<string, string>
            {
                ["Margin"] = "gross_margin",
                ["Source"] = "lead_origin",
                ["ProductLines"] = "product_lines",
                ["Competitors"] = "competitors",
                ["Incumbent"] = "incumbent_supplier",
                ["Segment"] = "segment",
                ["ChurnedOn"] = "churned_on",
                ["LeadConverted"] = "hs_v2_date_entered_qualified_stage_id_1286392155",
            },
            DealKinds = new Dictionary<string, string> { ["crosssell"] = "CrossSell" },
            Supplements = DemoSupplements.Create(Seed + 10, roster, living, [.. companies.Cast<CompanyRecord>()]),
            HolidaySet = HolidayFile.Set,
            Records = new Dictionary<string, IReadOnlyList<DemoRecord>>
            {
                ["deals"] = [.. DemoOrigins.Assign(new DemoRandom(Seed + 6), all, leads)],
                ["companies"] = companies,
                ["contacts"] = contacts,
                ["leads"] = leads,
                ["meetings"] = meetings,
                ["calls"] = activities.Calls(living),
                ["tasks"] = activities.Tasks(living),
                ["emails"] = new DemoEmails(new DemoRandom(Seed + 7), days).Create(living),
                ["goal_targets"] = DemoGoals.Create(roster, living, days),
            },
        };
    }
}
