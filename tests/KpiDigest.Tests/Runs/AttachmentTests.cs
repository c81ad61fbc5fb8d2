using System.Globalization;
using System.Text;
using KpiDigest.Configuration;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Runs;

/// <summary>Files by configuration, inside the recipient's scope.</summary>
public sealed class AttachmentTests : StoreTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task The_team_table_goes_along_with_all_rows_and_unrounded_numbers()
    {
        var shop = Shop("\"team.csv\"");
        await shop.ExecuteAsync(Workshop.Week46);

        var file = Assert.Single(await FilesAsync(shop, "boss@example.com"));
        Assert.Equal(("weekly-2026-W46-company-team.csv", "text/csv"), (file.FileName, file.ContentType));
        var rows = Rows(file);
        Assert.Equal(["North", "South", "company"], rows.Skip(1).Select(r => r[1]).Order(StringComparer.Ordinal));
        var won = rows[0].ToList().FindIndex(h => h == "won-revenue [EUR]");
        var archive = (await shop.Runs.ReadArchiveAsync(Workshop.Week46, Now))!;
        Assert.Equal(Number(archive, "company", "won-revenue"), rows[^1][won]);
        Assert.Equal(decimal.Parse(rows[^1][won], CultureInfo.InvariantCulture), rows.Skip(1).SkipLast(1).Sum(r => decimal.Parse(r[won], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Records_behind_the_headline_recompute_to_it_and_stay_inside_the_scope()
    {
        var shop = Shop("\"records.csv\"");
        await shop.ExecuteAsync(Workshop.Week46);

        var all = Rows(Assert.Single(await FilesAsync(shop, "boss@example.com")));
        var rate = all.Where(r => r[0] == "win-rate").ToList();
        var archive = (await shop.Runs.ReadArchiveAsync(Workshop.Week46, Now))!;
        Assert.Equal(Number(archive, "company", "win-rate", "denominator"), $"{rate.Count(r => r[2].Contains("denominator", StringComparison.Ordinal))}");
        var own = Encoding.UTF8.GetString((await FilesAsync(shop, "north@example.com"))[0].Content);
        Assert.Contains("Secret of Rep 1", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Rep 2", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Rep 3", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weekly_digest_has_no_file_unless_one_is_wanted()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt));
        await shop.ExecuteAsync(Workshop.Week46);
        Assert.Empty(await FilesAsync(shop, "boss@example.com"));
    }

    [Theory]
    [InlineData("\"scorecard.pdf\"", "only a quarterly digest has a scorecard")]
    [InlineData("\"team.xlsx\"", "expected team.csv, records.csv or scorecard.pdf")]
    [InlineData("\"team.csv\", \"team.csv\"", "listed twice")]
    public void A_file_that_cannot_be_made_is_a_fault(string files, string fault) =>
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Shop(files)).Faults, f => f.Message.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void A_message_that_no_server_would_take_is_not_enqueued_and_says_what_to_do()
    {
        var digest = Some("weekly");
        var big = new KpiDigest.Rendering.RenderedDigest("s", "<p>h</p>", "t", [new MimeAttachment("big.pdf", "application/pdf", new byte[8_000_000])]);
        var row = new MailComposer(new KpiDigest.Delivery.MailOptions { From = "digest@example.com" }, "test").Compose(digest, digest.Recipients[0], new MailKey("weekly", "week:2026-11-09", "a@example.com", 1), big, Workshop.DueAt, Workshop.DueAt);
        Assert.Equal(MailState.Skipped, row.State);
        Assert.Contains("no more than 10 MB are sent: take a file out of the digest's Attachments", row.Reason, StringComparison.Ordinal);
        Assert.Empty(row.Mime);
    }

    [Theory]
    [InlineData("Smtp", "Waiting")]
    [InlineData("Graph", "Skipped")]
    public void What_graph_would_not_take_is_not_enqueued_for_it(string channel, string state)
    {
        var digest = Some("weekly");
        var big = new KpiDigest.Rendering.RenderedDigest("s", "<p>h</p>", "t", [new MimeAttachment("big.pdf", "application/pdf", new byte[2_500_000])]);
        var options = new KpiDigest.Delivery.MailOptions { From = "digest@example.com", Channel = channel };
        Assert.Equal(state, new MailComposer(options, "test").Compose(digest, digest.Recipients[0], new MailKey("weekly", "week:2026-11-09", "a@example.com", 1), big, Workshop.DueAt, Workshop.DueAt).State.ToString());
    }

    [Fact]
    public async Task The_lists_headers_name_digest_and_scope_and_no_person()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt));
        await shop.ExecuteAsync(Workshop.Week46);
        var raw = Encoding.UTF8.GetString(await MimeAsync(shop, "north@example.com"));
        Assert.Contains("\r\nFeedback-ID: week-2026-11-09:weekly:team:kpidigest\r\n", raw, StringComparison.Ordinal);
        Assert.Contains("\r\nList-Unsubscribe: <mailto:digest@example.com?subject=unsubscribe%20weekly>\r\n", raw, StringComparison.Ordinal);
        Assert.Contains(MimeReader.Read(await MimeAsync(shop, "north@example.com")), p => Encoding.UTF8.GetString(p.Content).Contains("mailto:digest@example.com?subject=unsubscribe%20weekly", StringComparison.Ordinal));
        Assert.DoesNotContain("List-Unsubscribe-Post", raw, StringComparison.Ordinal);
    }

    private static Core.Schedules.DigestDefinition Some(string id) => new()
    {
        Id = id,
        Template = id,
        Kind = Core.Periods.PeriodKind.Week,
        Rule = new Core.Schedules.DeliveryRule { Clock = _ => null },
        ClockText = "",
        CatchUp = NodaTime.Duration.FromDays(3),
        Recipients = [new Core.Schedules.RecipientDefinition("a@example.com", "", "company", NodaTime.DateTimeZone.Utc, "en-GB")],
    };

    private Workshop Shop(string files) => new(Database, new FixedSource(Workshop.DueAt), more: $$"""
        "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Attachments": [ {{files}} ], "Recipients": [
          { "Email": "boss@example.com", "Scope": "company" }, { "Email": "north@example.com", "Scope": "team:North" } ] } ]
        """);

    private async Task<byte[]> MimeAsync(Workshop shop, string recipient) =>
        (await shop.Outbox.ReadMimeAsync((await shop.Outbox.ListAsync(null, null, 100, Now)).Single(m => m.Key.Recipient == recipient).Id, Now))!;

    private async Task<List<MimePart>> FilesAsync(Workshop shop, string recipient) => [.. MimeReader.Read(await MimeAsync(shop, recipient)).Where(p => p.FileName.Length > 0)];

    private static List<string[]> Rows(MimePart file) =>
        [.. Encoding.UTF8.GetString(file.Content).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[1..^1].Split("\",\""))];

    private static string Number(RunArchive archive, string scope, string kpi, string part = "value") =>
        archive.Numbers.Single(n => n.Key == (scope, kpi, "week:2026-11-09", part)).Text;
}
