using System.Text;
using KpiDigest.Delivery;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>A restated period goes out again as the next revision: to those who got the last, in its thread, saying what changed.</summary>
public abstract class CorrectionTests : StoreTests
{
    private static readonly RunKey Second = Workshop.Week46 with { Revision = 2 };

    private readonly FixedSource _source = new(Workshop.DueAt);
    private readonly ScriptedChannel _channel = new();

    [Fact]
    public async Task A_correction_stands_in_the_thread_of_the_mail_it_corrects_and_says_what_changed()
    {
        var shop = await SentAsync();
        var first = await MailAsync(shop, 1, "boss@example.com");
        await RestateAsync(shop, "d1");

        await shop.ExecuteAsync(Second);

        var second = await MailAsync(shop, 2, "boss@example.com");
        Assert.Equal(first.Row.Subject, second.Row.Subject);
        Assert.NotEqual(first.Row.MessageId, second.Row.MessageId);
        Assert.Contains($"\r\nIn-Reply-To: <{first.Row.MessageId}>\r\n", second.Raw, StringComparison.Ordinal);
        Assert.Contains($"\r\nReferences: <{first.Row.MessageId}>\r\n", second.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("In-Reply-To", first.Raw, StringComparison.Ordinal);
        foreach (var body in MimeReader.Read(second.Mime).Select(p => Encoding.UTF8.GetString(p.Content).ReplaceLineEndings(" ")))
        {
            Assert.Contains("Corrected: this takes the place of the mail sent before.", body, StringComparison.Ordinal);
            Assert.Matches(@"Corrected: won revenue is +€10K, +not +€5,035\.", body);
        }
    }

    [Fact]
    public async Task Only_those_who_got_the_first_and_whose_numbers_changed_get_it_and_the_books_balance()
    {
        var shop = await SentAsync(refuse: "late@example.com");
        await RestateAsync(shop, "d1");

        await shop.ExecuteAsync(Second);

        var rows = (await shop.Outbox.OfPeriodAsync("weekly", Second.Period, Now)).Where(r => r.Key.Revision == 2).ToDictionary(r => r.Key.Recipient);
        Assert.Equal(MailState.Waiting, rows["boss@example.com"].State);
        Assert.Equal(MailState.Waiting, rows["north@example.com"].State);
        Assert.Equal((MailState.Skipped, "revision 1 stands: no number of team:South changed"), (rows["south@example.com"].State, rows["south@example.com"].Reason));
        Assert.Equal((MailState.Skipped, "the earlier revision was never sent (refused), so there is nothing to correct"), (rows["late@example.com"].State, rows["late@example.com"].Reason));
        Assert.All(await shop.Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
        await DeliverAsync(shop);
        Assert.Equal(2, _channel.Left.Count(m => m.Recipient == "boss@example.com"));
        Assert.Single(_channel.Left, m => m.Recipient == "south@example.com");
    }

    [Fact]
    public async Task A_third_revision_answers_the_second_and_names_both()
    {
        var shop = await SentAsync();
        await RestateAsync(shop, "d1");
        await shop.ExecuteAsync(Second);
        await DeliverAsync(shop);
        await RestateAsync(shop, "d1", "d4");

        await shop.ExecuteAsync(Second with { Revision = 3 });

        var (one, two, three) = (await MailAsync(shop, 1, "boss@example.com"), await MailAsync(shop, 2, "boss@example.com"), await MailAsync(shop, 3, "boss@example.com"));
        var headers = three.Raw.Replace("\r\n ", " ", StringComparison.Ordinal);
        Assert.Contains($"\r\nIn-Reply-To: <{two.Row.MessageId}>\r\n", headers, StringComparison.Ordinal);
        Assert.Contains($"\r\nReferences: <{one.Row.MessageId}> <{two.Row.MessageId}>\r\n", headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_replayed_byte_for_byte()
    {
        var shop = await SentAsync();
        await RestateAsync(shop, "d1");
        await shop.ExecuteAsync(Second);
        await DeliverAsync(shop);

        var report = await shop.Replay().SameDataAsync(Second, (_, _) => { }, Now);
        Assert.Empty(report.Changes);
        Assert.Empty(report.MailsThatDiffer);
    }

    [Fact]
    public async Task Where_nothing_changed_nobody_gets_anything()
    {
        var shop = await SentAsync();
        await shop.SyncAsync();

        var outcome = Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Second));
        Assert.Equal((4, 4, 0), (outcome.Staged.Expected, outcome.Staged.Skipped, outcome.Staged.Editions));
    }

    private async Task<Workshop> SentAsync(string refuse = "")
    {
        var shop = new Workshop(Database, _source, more: """
            "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
              { "Email": "boss@example.com", "Scope": "company" }, { "Email": "north@example.com", "Scope": "team:North" },
              { "Email": "south@example.com", "Scope": "team:South" }, { "Email": "late@example.com", "Scope": "company" } ] } ]
            """);
        await shop.ExecuteAsync(Workshop.Week46);
        _channel.AfterFence = mail => Task.FromResult<DeliveryOutcome>(mail.Recipient == refuse ? new DeliveryOutcome.Refused("550 5.1.1 no such user") : new DeliveryOutcome.Accepted("Q1"));
        await DeliverAsync(shop);
        return shop;
    }

    private async Task DeliverAsync(Workshop shop)
    {
        await ExecuteAsync("update mails set not_before = 0");
        var dispatcher = new OutboxDispatcher(shop.Outbox, _channel, new MailOptions { Mode = MailMode.Live }, _ => Task.FromResult(MailMode.Live), TimeProvider.System, SuiteLogs.Of<OutboxDispatcher>());
        while (await dispatcher.DeliverNextAsync(Now))
        {
        }
    }

    /// <summary>Deals won in the week are worth 5,000 more, as somebody found later.</summary>
    private async Task RestateAsync(Workshop shop, params string[] deals)
    {
        shop.Clock.Now += Duration.FromDays(1);
        var modified = shop.Clock.Now - Duration.FromHours(1);
        _source.Edit = deal => deals.Contains(deal.Id) ? deal with { Amount = deal.Amount + 5000, ModifiedAt = modified } : deal;
        await shop.SyncAsync();
    }

    private async Task<(OutboxRow Row, byte[] Mime, string Raw)> MailAsync(Workshop shop, int revision, string recipient)
    {
        var row = (await shop.Outbox.OfPeriodAsync("weekly", Second.Period, Now)).Single(r => r.Key.Revision == revision && r.Key.Recipient == recipient);
        var mime = (await shop.Outbox.ReadMimeAsync(row.Id, Now))!;
        return (row, mime, Encoding.UTF8.GetString(mime));
    }
}
