using KpiDigest.Bounces;
using KpiDigest.Outbox;
using KpiDigest.Tests.Delivery.Graph;
using KpiDigest.Tests.Outbox;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Bounces;

/// <summary>From a file in the folder to the mail's row, the reader and the admin, on either engine.</summary>
public abstract class BounceTests : RunTests
{
    private readonly LogLines _log = new();

    private TempFolder Folder => Test.Folder;

    [Theory]
    [InlineData("postfix")]
    [InlineData("exchange-online")]
    [InlineData("gmail")]
    [InlineData("sendmail")]
    [InlineData("nested")]
    [InlineData("wrong-charset")]
    [InlineData("base64")]
    [InlineData("in-reply-to")]
    public async Task A_mailbox_that_is_gone_is_written_on_the_mail_and_gets_no_more(string name)
    {
        await SentAsync();
        Put(name);
        Assert.Equal(1, await ReadAsync());

        var row = Assert.Single(await Outbox.ListAsync([MailState.Sent], null, 10, Now));
        Assert.Equal("failed", row.Bounce?.Kind);
        Assert.StartsWith("5.1.1", row.Bounce!.Status, StringComparison.Ordinal);
        var gone = Assert.Single(await Outbox.Suppressions.ListAsync(false, Now));
        Assert.Equal(("cara@example.com", "", SuppressionKind.Bounced), (gone.Recipient, gone.Digest, gone.Kind));
        Assert.Equal([$"{name}.eml"], Names("done"));
        Assert.Empty(Names(""));
        Assert.All(await Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
        Assert.DoesNotContain(_log.Lines, line => line.Contains('@', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("delayed", "delayed")]
    [InlineData("expired", "failed")]
    [InlineData("mailbox-full", "failed")]
    [InlineData("policy", "failed")]
    [InlineData("forwarded", "failed")]
    [InlineData("success", null)]
    [InlineData("relayed", null)]
    public async Task Everything_else_suppresses_nobody(string name, string? kind)
    {
        await SentAsync();
        Put(name);
        await ReadAsync();

        Assert.Equal(kind, Assert.Single(await Outbox.ListAsync(null, null, 10, Now)).Bounce?.Kind);
        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
        Assert.Equal(kind == "failed" ? 1 : 0, (await Outbox.Bounced.TroublesAsync(Due, Now)).Count);
        Assert.Equal([$"{name}.eml"], Names("done"));
    }

    [Theory]
    [InlineData("unknown-id")]
    [InlineData("no-message-id")]
    [InlineData("qmail")]
    public async Task What_is_no_report_of_a_mail_of_ours_changes_nothing_and_is_kept_unread(string name)
    {
        await SentAsync();
        Put(name);
        await ReadAsync();

        Assert.Null(Assert.Single(await Outbox.ListAsync(null, null, 10, Now)).Bounce);
        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
        Assert.Equal([$"{name}.eml"], Names("unread"));
        Assert.True(await new BounceFolder(Mailbox).HasUnreadAsync(Now));
    }

    [Fact]
    public async Task A_report_of_a_mail_that_was_never_tried_is_none_of_ours()
    {
        await StagedAsync();
        Put("postfix");
        await ReadAsync();

        Assert.Empty(await Outbox.Suppressions.ListAsync(true, Now));
        Assert.Equal(["postfix.eml"], Names("unread"));
    }

    [Fact]
    public async Task A_failure_replaces_a_delay_and_never_the_other_way_and_twice_is_once()
    {
        await SentAsync();
        foreach (var name in new[] { "delayed", "postfix", "delayed", "postfix" })
        {
            Put(name);
            await ReadAsync();
        }

        Assert.Equal("failed 5.1.1", await ScalarAsync<string>("select bounce_kind || ' ' || bounce_status from mails"));
        Assert.Single(await Outbox.Suppressions.ListAsync(true, Now));
        Assert.Equal(["delayed.eml", "delayed.eml.2", "postfix.eml", "postfix.eml.2"], Names("done"));
    }

    [Fact]
    public async Task A_maildir_moves_what_was_understood_to_cur_as_seen_and_the_rest_unseen()
    {
        await SentAsync();
        foreach (var folder in new[] { "new", "cur", "tmp" }) Directory.CreateDirectory(Path.Combine(Mailbox, folder));
        File.WriteAllBytes(Path.Combine(Mailbox, "new", "1794812409.M1.host"), Report.Bytes("postfix"));
        File.WriteAllBytes(Path.Combine(Mailbox, "new", "1794812410.M2.host"), Report.Bytes("qmail"));
        File.WriteAllBytes(Path.Combine(Mailbox, "tmp", "1794812411.M3.host"), Report.Bytes("postfix"));
        Assert.Equal(2, await ReadAsync());

        Assert.Equal(["1794812409.M1.host:2,S", "1794812410.M2.host:2,"], Names("cur"));
        Assert.True(await new BounceFolder(Mailbox).HasUnreadAsync(Now));
        Assert.Equal(0, await ReadAsync());
    }

    [Fact]
    public async Task A_mailbox_in_Microsoft_365_is_read_and_marked_and_nothing_leaves_it()
    {
        await SentAsync();
        await using var graph = await GraphStub.StartAsync();
        foreach (var (id, name) in new[] { ("a/1", "qmail"), ("b+2", "postfix"), ("c=3", "delayed") }) graph.Inbox[id] = (Report.Bytes(name), false, []);
        graph.Inbox["d"] = (Report.Bytes("postfix"), true, []);
        using var box = new GraphBounceBox(graph.Options(), TimeProvider.System);
        Assert.False(await box.HasUnreadAsync(Now));

        Assert.Equal(3, await ReadAsync(box));

        Assert.Equal("failed 5.1.1", await ScalarAsync<string>("select bounce_kind || ' ' || bounce_status from mails"));
        Assert.Single(await Outbox.Suppressions.ListAsync(false, Now));
        Assert.Equal(
            [("a/1", false, "KpiDigest"), ("b+2", true, "KpiDigest"), ("c=3", true, "KpiDigest"), ("d", true, "")],
            graph.Inbox.Select(m => (m.Key, m.Value.IsRead, string.Join(',', m.Value.Categories))));
        Assert.True(await box.HasUnreadAsync(Now));
        Assert.Equal(0, await ReadAsync(box));
    }

    [Fact]
    public async Task A_mailbox_that_may_not_be_read_is_said_with_the_fix_and_without_its_name()
    {
        await using var graph = await GraphStub.StartAsync();
        graph.MayRead = false;
        using var box = new GraphBounceBox(graph.Options(), TimeProvider.System);

        var e = await Assert.ThrowsAsync<BounceBoxException>(() => ReadAsync(box));

        Assert.Equal("Graph refused the bounces' mailbox: 403 ErrorAccessDenied; give the application Mail.ReadWrite for it", e.Message);
    }

    [Fact]
    public async Task A_file_that_is_still_written_into_and_links_are_left_alone()
    {
        await SentAsync();
        Put("postfix");
        File.SetLastWriteTimeUtc(Path.Combine(Mailbox, "postfix.eml"), DateTime.UtcNow);
        File.CreateSymbolicLink(Path.Combine(Mailbox, "link.eml"), Path.Combine(Mailbox, "postfix.eml"));

        Assert.Equal(0, await ReadAsync());
        Assert.Equal(["link.eml", "postfix.eml"], Names(""));
    }

    private string Mailbox => Directory.CreateDirectory(Folder.Combine("bounces")).FullName;

    private void Put(string name)
    {
        var path = Path.Combine(Mailbox, name + ".eml");
        File.WriteAllBytes(path, Report.Bytes(name));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
    }

    private string[] Names(string folder) => [.. Directory.EnumerateFiles(Path.Combine(Mailbox, folder)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private Task<int> ReadAsync() => ReadAsync(new BounceFolder(Mailbox));

    private Task<int> ReadAsync(IBounceBox box) => new BounceIntake(box, Outbox, Database, TimeProvider.System, _log.For<BounceIntake>()).ReadAllAsync(Now);

    private async Task StagedAsync()
    {
        var run = await ClaimedRunAsync();
        await Runs.StageAsync(run, [Mail(run, "Cara@example.com") with { MessageId = Report.MessageId }], Now);
        await Runs.EnqueueAsync(run, 1, 100, Now);
    }

    private async Task SentAsync()
    {
        await StagedAsync();
        await ExecuteAsync("update mails set state = 'sent', sent_at = {now}, attempts = 1");
    }
}
