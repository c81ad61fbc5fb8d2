using System.Text;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Outbox;

/// <summary>What was sent is kept to the byte, each file once, for as long as it should be; on either engine.</summary>
public abstract class ArchiveTests : RunTests
{
    private static readonly byte[] Pdf = MailPartsTests.Bytes(200_000, 7);

    [Fact]
    public async Task Many_mails_with_one_scorecard_keep_it_once_and_come_back_to_the_byte()
    {
        var mails = await StagedAsync(200);
        var whole = mails.Sum(m => (long)m.Mime.Length);
        var kept = await ScalarAsync<long>("select (select sum(length(mime)) from mail_bodies) + (select sum(length(bytes)) from mail_parts)");

        TestContext.Current.SendDiagnosticMessage($"{mails.Count} mails: {whole / 1_000_000m:0.0} MB, kept in {kept / 1_000_000m:0.00} MB");
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from mail_parts"));
        Assert.True(kept * 50 < whole, $"{kept} of {whole}");
        foreach (var row in (await Outbox.ListAsync(null, null, 2000, Now)).Take(20))
            Assert.Equal(mails.Single(m => m.Key.Recipient == row.Key.Recipient).Mime, await Outbox.ReadMimeAsync(row.Id, Now));
        var claimed = (await Outbox.ClaimNextAsync("one", Minute, Now))!;
        Assert.Equal(mails.Single(m => m.Key.Recipient == claimed.Mail.Recipient).Mime, claimed.Mail.Mime.ToArray());
    }

    [Fact]
    public async Task Rows_of_before_are_read_as_they_are()
    {
        await EnqueuedRunAsync(1);
        await ExecuteAsync("update mail_bodies set sha256 = null, mime = @mime", new { mime = "as it was"u8.ToArray() });

        Assert.Equal("as it was", Encoding.ASCII.GetString((await Outbox.ClaimNextAsync("one", Minute, Now))!.Mail.Mime.Span));
    }

    [Theory]
    [InlineData("update mail_bodies set mime = @other")]
    [InlineData("update mail_parts set bytes = @other")]
    [InlineData("delete from mail_body_parts")]
    public async Task Altered_bytes_are_not_handed_out_to_be_sent(string sql)
    {
        await StagedAsync(1);
        await ExecuteAsync(sql, new { other = "other"u8.ToArray() });

        Assert.True((await Outbox.ClaimNextAsync("one", Minute, Now))!.Mail.Mime.IsEmpty);
    }

    [Fact]
    public async Task Bytes_and_numbers_go_when_they_were_kept_long_enough_and_the_ledger_stays()
    {
        await StagedAsync(3);
        await SendAllAsync();
        await OldAsync(Duration.FromDays(31));

        Assert.Equal((0, 0), await Retention(40, 40).PruneAsync(Now));
        Assert.Equal((0, 0), await Retention(0, 0).PruneAsync(Now));
        Assert.Equal((3, 1), await Retention(30, 30).PruneAsync(Now));

        var rows = await Outbox.ListAsync([MailState.Sent], null, 10, Now);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.Equal("removed after 30 days (Store:KeepMailsDays)", r.BodyGone));
        Assert.Null(await Outbox.ReadMimeAsync(rows[0].Id, Now));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mail_parts"));
        Assert.Equal("removed after 30 days (Store:KeepRunsDays)", (await Runs.ReadAsync(Key(), Now))!.ArchiveGone);
        Assert.All(await Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
    }

    [Theory]
    [InlineData("waiting")]
    [InlineData("claimed")]
    [InlineData("sending")]
    [InlineData("held")]
    [InlineData("unknown")]
    [InlineData("refused")]
    public async Task What_somebody_may_still_decide_about_keeps_its_bytes(string state)
    {
        await StagedAsync(1);
        await ExecuteAsync("update mails set state = @state", new { state });
        await OldAsync(Duration.FromDays(900));

        Assert.Equal(0, (await Retention(30, 0).PruneAsync(Now)).Mails);
        Assert.NotNull(await Outbox.ReadMimeAsync((await Outbox.ListAsync(null, null, 10, Now))[0].Id, Now));
        if (state != "refused") Assert.Equal(0, (await Retention(0, 30).PruneAsync(Now)).Runs);
    }

    [Fact]
    public async Task More_than_one_step_is_removed_and_a_file_that_another_mail_has_stays()
    {
        await StagedAsync(250);
        await StagedAsync(1, "quarterly");
        await SendAllAsync();
        await OldAsync(Duration.FromDays(31));
        await ExecuteAsync("update mails set state = 'held' where run_id = (select id from runs where digest = 'quarterly')");

        Assert.Equal(250, (await Retention(30, 0).PruneAsync(Now)).Mails);
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from mail_parts"));
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from mail_bodies"));
    }

    [Fact]
    public async Task A_file_that_was_staged_a_moment_ago_is_not_taken_for_unused()
    {
        await StagedAsync(1);
        await ExecuteAsync("delete from mail_bodies");

        Assert.Equal(0, await MailBodies.RemoveUnusedPartsAsync(Database, Now));
        await ExecuteAsync("update mail_parts set used_at = used_at - 2 * 86400000000");
        Assert.Equal(1, await MailBodies.RemoveUnusedPartsAsync(Database, Now));
    }

    private Retention Retention(int mails, int runs) => new(Database, new StoreOptions { KeepMailsDays = mails, KeepRunsDays = runs });

    private async Task<IReadOnlyList<OutboxMail>> StagedAsync(int count, string digest = "weekly")
    {
        var run = await ClaimedRunAsync(digest);
        List<OutboxMail> mails = [.. Enumerable.Range(0, count).Select(i => Mail(run, $"reader{i}@example.com") with { Mime = MailPartsTests.Mail($"reader{i}@example.com", Pdf) })];
        foreach (var batch in mails.Chunk(100)) Assert.True(await Runs.StageAsync(run, batch, Now));
        await Runs.ArchiveAsync(run, new RunArchive("1", null, "{}", []), Now);
        Assert.True(await Runs.EnqueueAsync(run, count, 100, Now));
        return mails;
    }

    private Task<int> SendAllAsync() => ExecuteAsync("update mails set state = 'sent', sent_at = {now} where state = 'waiting'");

    private async Task OldAsync(Duration age)
    {
        await ExecuteAsync("update mails set expires_at = {now} - @age", new { age = Stored.Micros(age) });
        await ExecuteAsync("update runs set not_after = {now} - @age", new { age = Stored.Micros(age) });
        await ExecuteAsync("update mail_parts set used_at = {now} - @age", new { age = Stored.Micros(age) });
    }
}

public sealed class ArchiveOnSqliteTests : ArchiveTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class ArchiveOnPostgresTests : ArchiveTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
