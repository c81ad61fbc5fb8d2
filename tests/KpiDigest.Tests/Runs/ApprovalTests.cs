using KpiDigest.Commands;
using KpiDigest.Delivery;
using KpiDigest.Outbox;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Runs;

/// <summary>A digest that requires approval: held, looked at, released; what leaves is what was looked at.</summary>
public abstract class ApprovalTests : StoreTests
{
    private readonly ScriptedChannel _channel = new();

    [Fact]
    public async Task Held_mails_leave_only_when_released_and_with_the_bytes_that_were_shown()
    {
        var shop = await HeldAsync();
        await DeliverAsync(shop);
        Assert.Empty(_channel.Left);
        var held = await shop.Outbox.ListAsync([MailState.Held], null, 10, Now);
        Assert.Equal(2, held.Count);
        Assert.All(held, m => Assert.Equal("waits for approval: kpidigest outbox show, then release", m.Reason));
        using var folder = new TempFolder();
        var boss = held.Single(m => m.Key.Recipient == "boss@example.com");
        var files = await OutboxShow.WriteAsync(folder.Path, "mail", (await shop.Outbox.ReadMimeAsync(boss.Id, Now))!, Now);
        Assert.Equal(["mail-weekly-2026-W46-company-team.csv", "mail.eml", "mail.html", "mail.txt"], files.Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

        Assert.True(await shop.Outbox.ReleaseHeldAsync(boss.Id, Now));
        await DeliverAsync(shop);

        Assert.Equal(await File.ReadAllBytesAsync(folder.Combine("mail.eml"), Now), Assert.Single(_channel.Left).Mime.ToArray());
        Assert.All(await shop.Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
    }

    [Fact]
    public async Task A_held_mail_that_is_taken_back_never_leaves()
    {
        var shop = await HeldAsync();
        foreach (var mail in await shop.Outbox.ListAsync([MailState.Held], null, 10, Now)) Assert.True(await shop.Outbox.CancelAsync(mail.Id, Now));
        await DeliverAsync(shop);
        Assert.Empty(_channel.Left);
        Assert.All(await shop.Outbox.ListAsync(null, null, 10, Now), m => Assert.Equal(MailState.Cancelled, m.State));
    }

    [Fact]
    public async Task A_mail_held_past_its_limit_stays_held_and_has_its_whole_time_again_once_released()
    {
        var shop = await HeldAsync();
        await ExecuteAsync("update mails set not_before = {now} - 2000000, expires_at = {now} - 1000000");
        await shop.Outbox.SweepAsync(resendUnknownOnce: false, Now);
        var held = await shop.Outbox.ListAsync([MailState.Held], null, 10, Now);
        Assert.Equal(2, held.Count);

        Assert.True(await shop.Outbox.ReleaseHeldAsync(held[0].Id, Now));
        Assert.True((await shop.Outbox.FindAsync(held[0].Id, Now))!.ExpiresAt > held[0].ExpiresAt);
    }

    private async Task<Workshop> HeldAsync()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt), more: """
            "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "RequireApproval": true, "Attachments": [ "team.csv" ], "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
              { "Email": "boss@example.com", "Scope": "company" }, { "Email": "north@example.com", "Scope": "team:North" } ] } ]
            """);
        await shop.ExecuteAsync(Workshop.Week46);
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
}
