using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Runs;

/// <summary>Figures once a scope, files once a scope, culture and zone, whatever the number of recipients.</summary>
public sealed class EditionTests : StoreTests
{
    private static readonly RunKey Quarter = new("quarterly", "quarter:2026-07-01", 1);

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task A_scorecard_is_printed_once_a_scope_culture_and_zone_and_reaches_everybody()
    {
        using var folder = new TempFolder();
        var (browser, prints) = CountingBrowser.In(folder);
        var cultures = new[] { "en-US", "de-DE" };
        var readers = Enumerable.Range(0, 40).Select(i => Reader($"r{i}", i % 4 < 2 ? "company" : "team:North", cultures[i % 2], i is 7 ? "Asia/Tokyo" : "UTC")).ToList();
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt), more: Quarterly(browser, readers));

        var outcome = Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Quarter));

        // 2 scopes x 2 cultures, and one reader in a zone of its own.
        Assert.Equal((40, 0, 5, 5), (outcome.Staged.Expected, outcome.Staged.Skipped, outcome.Staged.Editions, outcome.Staged.Files));
        Assert.Equal(5, (await File.ReadAllLinesAsync(prints, Now)).Length);
        var mails = await shop.Outbox.ListAsync([MailState.Waiting], null, 100, Now);
        Assert.Equal(40, mails.Select(m => m.Key.Recipient).Distinct().Count());
        foreach (var mail in mails)
            Assert.Equal("scorecard-2026-Q3.pdf", Assert.Single(MimeReader.Read((await shop.Outbox.ReadMimeAsync(mail.Id, Now))!), p => p.ContentType == "application/pdf").FileName);
    }

    [Fact]
    public async Task Readers_of_one_edition_stand_beside_each_other_whatever_their_order_in_the_configuration()
    {
        using var folder = new TempFolder();
        var (browser, prints) = CountingBrowser.In(folder);
        var readers = new[] { Reader("a", "company"), Reader("b", "team:North"), Reader("c", "company"), Reader("d", "team:North") };
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt), more: Quarterly(browser, readers));

        await shop.ExecuteAsync(Quarter);

        Assert.Equal(2, (await File.ReadAllLinesAsync(prints, Now)).Length);
        var staged = (await shop.Outbox.ListAsync(null, null, 10, Now)).OrderBy(m => m.Id).Select(m => m.Key.Recipient);
        Assert.Equal(["a@example.com", "c@example.com", "b@example.com", "d@example.com"], staged);
    }

    [Fact]
    public async Task A_replay_prints_each_edition_once_too()
    {
        using var folder = new TempFolder();
        var (browser, prints) = CountingBrowser.In(folder);
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt), more: Quarterly(browser, [Reader("a", "company"), Reader("b", "team:North"), Reader("c", "company")]));
        await shop.ExecuteAsync(Quarter);
        File.Delete(prints);

        var report = await shop.Replay().SameDataAsync(Quarter, (_, _) => { }, Now);

        Assert.Empty(report.MailsThatDiffer);
        Assert.Equal(2, (await File.ReadAllLinesAsync(prints, Now)).Length);
    }

    private static string Reader(string name, string scope, string culture = "en-GB", string zone = "UTC") =>
        $$"""{ "Email": "{{name}}@example.com", "Scope": "{{scope}}", "Culture": "{{culture}}", "TimeZone": "{{zone}}" }""";

    private static string Quarterly(string browser, IEnumerable<string> readers) => $$"""
        "Rendering": { "Browser": "{{browser}}" },
        "Digests": [ { "Id": "quarterly", "Template": "quarterly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 1 1,4,7,10 ?" }, "Recipients": [ {{string.Join(", ", readers)}} ] } ]
        """;
}
