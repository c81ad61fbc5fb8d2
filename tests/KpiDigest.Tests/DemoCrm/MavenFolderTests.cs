using KpiDigest.DemoCrm;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

/// <summary>The published data set of 8,800 deals, over HTTP.</summary>
public sealed class MavenFolderTests
{
    [Fact]
    public async Task Every_row_is_served_as_the_file_states_it()
    {
        var folder = Need.TestData("maven_crm");
        await using var demo = await DemoClient.StartAsync(CsvCompany.Load(folder));
        var served = await ServedAsync(demo);
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "sales_pipeline.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(8_800, served.Count);
        Assert.Equal(8_801, lines.Length);
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            Assert.Equal((cells[4], cells[2].Replace("GTXPro", "GTX Pro"), Day(cells[5]), Day(cells[6]), Blank(cells[7]), cells[1], cells[3]), served[cells[0]]);
        }
    }

    [Fact]
    public async Task What_the_files_lack_is_null_or_empty()
    {
        await using var demo = await DemoClient.StartAsync(CsvCompany.Load(Need.TestData("maven_crm")));
        foreach (var type in new[] { "goal_targets", "meetings", "calls", "leads", "contacts", "tasks" })
        {
            var (status, page) = await demo.GetAsync($"/crm/objects/2026-09/{type}");
            Assert.Equal((200, 0), (status, page.GetProperty("results").GetArrayLength()));
        }

        var (_, deals) = await demo.GetAsync("/crm/objects/2026-09/deals?limit=50&propertiesWithHistory=dealstage,amount");
        Assert.All(deals.GetProperty("results").EnumerateArray(), d => Assert.Equal(0, d.GetProperty("propertiesWithHistory").GetProperty("dealstage").GetArrayLength()));
        var (_, account) = await demo.GetAsync("/account-info/2026-09/details");
        Assert.Equal(("UTC", "USD"), (account.GetProperty("timeZone").GetString(), account.GetProperty("companyCurrency").GetString()));
    }

    [Fact]
    public void The_day_after_the_last_close_is_the_end_and_six_managers_lead()
    {
        var data = CsvCompany.Load(Need.TestData("maven_crm"));
        Assert.Equal(Instant.FromUtc(2018, 1, 1, 0, 0), data.EndsAt);
        Assert.Equal(["Cara Losch", "Celia Rouche", "Dustin Brinkmann", "Melvin Marxen", "Rocco Neubert", "Summer Sewald"], data.TeamLeads.Select(l => l.Team).Order());
        Assert.Contains(data.TeamLeads, l => l.Email == "cara.losch@example.com");
        Assert.Equal(35 + 6, data.Owners.Count);
        Assert.Equal(["prospecting", "engaging", "closedwon", "closedlost"], data.Pipelines.Single().Stages.Select(s => s.Id));
        Assert.Equal(85, data.Records["companies"].Count);
    }

    private static async Task<Dictionary<string, (string Stage, string Product, string? Engaged, string? Closed, string? Value, string Agent, string Account)>> ServedAsync(DemoClient demo)
    {
        var (_, people) = await demo.GetAsync("/crm/owners/2026-09?limit=500");
        var owners = people.GetProperty("results").EnumerateArray().ToDictionary(o => o.GetProperty("id").GetString()!, o => $"{o.GetProperty("firstName").GetString()} {o.GetProperty("lastName").GetString()}");
        var (_, accounts) = await demo.GetAsync("/crm/objects/2026-09/companies?limit=100&properties=name");
        var names = accounts.GetProperty("results").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("properties").GetProperty("name").GetString()!);
        var (_, pipelines) = await demo.GetAsync("/crm/pipelines/2026-09/deals");
        var stages = pipelines.GetProperty("results")[0].GetProperty("stages").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!, s => s.GetProperty("label").GetString()!);
        Dictionary<string, (string, string, string?, string?, string?, string, string)> served = [];
        var path = "/crm/objects/2026-09/deals?limit=100&properties=export_id,dealstage,product,closedate,amount,hubspot_owner_id&associations=companies";
        for (string? after = null; ;)
        {
            var (_, page) = await demo.GetAsync(after is null ? path : $"{path}&after={after}");
            foreach (var deal in page.GetProperty("results").EnumerateArray())
            {
                var p = deal.GetProperty("properties");
                string? Text(string name) => p.GetProperty(name).GetString();
                var company = deal.TryGetProperty("associations", out var a) ? names[a.GetProperty("companies").GetProperty("results")[0].GetProperty("id").GetString()!] : "";
                served.Add(Text("export_id")!, (stages[Text("dealstage")!], Text("product")!, Text("createdate"), Text("closedate"), Text("amount"), owners[Text("hubspot_owner_id")!], company));
            }

            if (!page.TryGetProperty("paging", out var paging)) return served;
            after = paging.GetProperty("next").GetProperty("after").GetString();
        }
    }

    private static string? Day(string cell) => cell.Length == 0 ? null : cell + "T00:00:00.000Z";

    private static string? Blank(string cell) => cell.Length == 0 ? null : cell;
}
