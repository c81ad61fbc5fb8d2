using System.Globalization;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using KpiDigest.Rendering;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;
using NodaTime.Text;

namespace KpiDigest.Tests.Rendering;

/// <summary>From 8,800 real-shaped deals to what a reader sees, without a CRM or store between.</summary>
public sealed class RealDataTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_scorecard_of_the_company_prints_the_published_figures()
    {
        Need.Chromium();
        var digest = await Render("quarterly", "2017-Q4", "company");
        Save(digest, "maven-quarterly");
        Assert.Equal("Scorecard Q4 2017: won $2.80M (−6%)", digest.Subject);
        var page = await PdfWords.Of(Assert.Single(digest.Attachments).Content, Stop);
        Assert.Contains("1,196 deals", page, StringComparison.Ordinal);
        Assert.Contains("1,196 of 1,985 closed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_weekly_mail_of_a_manager_names_her_people_and_no_others()
    {
        var digest = await Render("weekly", "2017-W52", "team:Cara Losch");
        Save(digest, "maven-weekly");
        Assert.Contains("Q4 2017 closed at", digest.Html, StringComparison.Ordinal);
        Assert.Contains("Wilburn Farren", digest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Darcel Schlecht", digest.Html + digest.Text + digest.Subject, StringComparison.Ordinal);
        Assert.Contains("No data", digest.Text, StringComparison.Ordinal);
    }

    private static async Task<RenderedDigest> Render(string template, string period, string scope)
    {
        var (facts, deals) = Load(Need.TestData("maven_crm"));
        Assert.True(facts.TryResolve(scope, out var whose, out var fault), fault);
        Assert.True(facts.Calendar.TryParse(period, out var when, out _));
        var figures = DigestFiguresBuilder.Build(template, facts, whose, when);
        var names = DigestFiguresBuilder.RecordsToName(figures).ToDictionary(
            r => r, r => new RecordName(r.Kind == FactKind.Deal ? deals[r.Id] : r.Id, r.Kind == FactKind.Deal ? "https://app.example.com/deal/" + r.Id : null));
        return await new DigestRenderer(new RenderingOptions()).RenderAsync(figures, names, SomeFigures.Audience() with { Company = "MavenTech" }, Stop);
    }

    private static (SalesFacts Facts, Dictionary<string, string> Deals) Load(string folder)
    {
        var asOf = Instant.FromUtc(2018, 1, 1, 6, 0);
        var builder = new SalesFactsBuilder(new SalesFactsSettings(asOf, new PeriodCalendar(DateTimeZone.Utc), "USD", new DealRules()));
        var teams = Rows(folder, "sales_teams.csv").ToList();
        foreach (var manager in teams.Select(t => t["manager"]).Distinct()) builder.AddTeam(new Team { Id = manager, Name = manager });
        foreach (var rep in teams) builder.AddRep(new Rep { Id = rep["sales_agent"], Name = rep["sales_agent"], TeamId = rep["manager"] }, Instant.FromUtc(2016, 1, 1, 0, 0));
        builder.MarkMissing(FactKind.Quota, "the data has no quotas");
        var deals = new Dictionary<string, string>();
        foreach (var row in Rows(folder, "sales_pipeline.csv"))
        {
            deals[row["opportunity_id"]] = $"{row["account"]} {row["product"]}".Trim();
            builder.AddDeal(new Deal
            {
                Id = row["opportunity_id"],
                Name = deals[row["opportunity_id"]],
                OwnerId = row["sales_agent"],
                Status = row["deal_stage"] switch { "Won" => DealStatus.Won, "Lost" => DealStatus.Lost, _ => DealStatus.Open },
                Created = Date(row["engage_date"]),
                Close = Date(row["close_date"]),
                Amount = row["close_value"].Length == 0 ? null : decimal.Parse(row["close_value"], CultureInfo.InvariantCulture),
                ModifiedAt = asOf,
            });
        }

        return (builder.Build(), deals);
    }

    private static FactDate? Date(string text) => text.Length == 0 ? null : FactDate.OfDate(LocalDatePattern.Iso.Parse(text).GetValueOrThrow());

    private static IEnumerable<Dictionary<string, string>> Rows(string folder, string file)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, file));
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(c => c.First, c => c.Second));
    }

    // KPIDIGEST_KEEP names a folder in which what was rendered is left, to be looked at.
    private static void Save(RenderedDigest digest, string name)
    {
        if (Environment.GetEnvironmentVariable("KPIDIGEST_KEEP") is not { Length: > 0 } folder) return;
        File.WriteAllText(Path.Combine(folder, name + ".html"), digest.Html);
        File.WriteAllText(Path.Combine(folder, name + ".txt"), digest.Text);
        foreach (var file in digest.Attachments) File.WriteAllBytes(Path.Combine(folder, name + ".pdf"), file.Content.ToArray());
    }
}
