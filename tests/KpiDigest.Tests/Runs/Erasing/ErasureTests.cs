using System.Text;
using KpiDigest.Outbox;
using KpiDigest.Runs.Erasing;
using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Runs.Erasing;

/// <summary>Somebody who is erased is nowhere any more and does not come back, and no number changes; on either engine.</summary>
public abstract class ErasureTests : StoreTests
{
    private const string Name = "Zora Quint";
    private const string Address = "zora.quint@example.com";

    private static readonly string[] Tables = ["reps", "teams", "mails", "runs", "run_archives", "alerts", "suppressions", "readers", "erasures"];

    [Fact]
    public async Task A_rep_who_is_a_reader_is_nowhere_any_more()
    {
        var shop = await SentAsync();
        Assert.NotEmpty(await PlacesAsync());

        var counts = await EraseAsync();

        Assert.Equal([Name, Address], counts.Names);
        Assert.True(counts is { Facts: > 0, Files: 1, Ledger: > 0, Bytes: 2 }, counts.ToString());
        Assert.Empty(await PlacesAsync());
        Assert.Empty(counts.Unfinished);
        Assert.All(await shop.Outbox.BooksAsync(Now), books => Assert.True(books.Balance));
    }

    [Fact]
    public async Task A_look_changes_nothing()
    {
        await SentAsync();
        var before = await PlacesAsync();
        var seen = await new Erasure(Database, "hubspot").LookAsync((await FindAsync(Name))!, Now);

        Assert.Equal(before, await PlacesAsync());
        var done = await EraseAsync();
        Assert.Equal((seen.Facts, seen.Files, seen.Ledger, seen.Bytes), (done.Facts, done.Files, done.Ledger, done.Bytes));
    }

    [Fact]
    public async Task Numbers_come_out_as_they_were_and_replay_says_erased()
    {
        var shop = await SentAsync();
        await EraseAsync();

        var report = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);

        Assert.True(report.Numbers > 100);
        Assert.Empty(report.Changes);
        Assert.Contains(report.NotKept, line => line.Contains("erased", StringComparison.Ordinal));
        Assert.Equal(2, report.NotKept.Count);
        Assert.Empty(report.MailsThatDiffer);
    }

    [Fact]
    public async Task Neither_a_sync_nor_a_file_brings_the_person_back()
    {
        var shop = await SentAsync();
        await EraseAsync();
        shop.Supplements.Write("comments.csv", Comments + "2026-11-16,2026-11-22,,,Zora Quint,\"Zora Quint again, zora.quint@example.com\"\n");

        await shop.SyncAsync();
        await shop.SyncAsync();

        Assert.Empty(await PlacesAsync());
        var (numbers, _) = await shop.Replay().CurrentDataAsync(Workshop.Week46, Now);
        Assert.Empty(numbers);
    }

    [Fact]
    public async Task Nobody_who_was_erased_gets_mail_again_and_the_ledger_does_not_learn_the_address()
    {
        var shop = await SentAsync();
        await EraseAsync();
        await shop.ExecuteAsync(Workshop.Week46 with { Revision = 1, Period = "week:2026-11-02" });

        var rows = await shop.Outbox.OfPeriodAsync("weekly", "week:2026-11-02", Now);
        Assert.Empty(await PlacesAsync());
        var own = Assert.Single(rows, r => r.Key.Recipient.EndsWith("@erased.invalid", StringComparison.Ordinal));
        Assert.Equal(MailState.Skipped, own.State);
        Assert.Contains("was erased", own.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_the_person_is_cancelled_and_what_waits_for_others_is_named()
    {
        var shop = await SentAsync(sent: false);
        var counts = await EraseAsync();

        var rows = await shop.Outbox.ListAsync(null, null, 10, Now);
        Assert.Equal(MailState.Cancelled, Assert.Single(rows, r => r.Key.Recipient.EndsWith("@erased.invalid", StringComparison.Ordinal)).State);
        Assert.Equal(rows.Single(r => r.Key.Recipient == "boss@example.com").Id, Assert.Single(counts.Unfinished));
        Assert.NotNull(await shop.Outbox.ReadMimeAsync(counts.Unfinished[0], Now));
    }

    [Fact]
    public async Task Somebody_unknown_is_not_found_and_an_address_is_enough()
    {
        await SentAsync();
        Assert.Null(await FindAsync("Nobody Atall"));
        Assert.Equal("r1", (await FindAsync("#r1"))!.RepId);
        Assert.Equal("r1", (await FindAsync(" ZORA.quint@example.com "))!.RepId);
        Assert.Null((await FindAsync("boss@example.com"))!.RepId);
    }

    private const string Comments = "first_day,last_day,team,kpi,author,text\n2026-11-09,2026-11-15,,win-rate,Zora Quint,\"Ask Zora Quint or zora.quint@example.com\"\n";

    private async Task<Workshop> SentAsync(bool sent = true)
    {
        var source = new FixedSource(Workshop.DueAt) { NameOf = i => i == 1 ? Name : $"Rep {i}", Person = rep => rep.Id == "r1" ? rep with { Email = Address } : rep, North = Name };
        var shop = new Workshop(Database, source, more: """
            "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
              { "Email": "boss@example.com", "Scope": "company" }, { "Email": "zora.quint@example.com", "Name": "Zora Quint", "Scope": "rep:Zora Quint" },
              { "Email": "south@example.com", "Scope": "team:South" } ] } ]
            """);
        shop.Supplements.Write("comments.csv", Comments);
        await shop.ExecuteAsync(Workshop.Week46);
        if (sent) await ExecuteAsync("update mails set state = 'sent'");
        await ExecuteAsync("insert into alerts (matter, text, since) values ('mails', 'weekly: 1 mail refused: zora.quint@example.com (7: no such user)', 1)");
        await shop.Outbox.Suppressions.AddAsync(Address, "", SuppressionKind.Stopped, "asked", null, Now);
        return shop;
    }

    private Task<FoundPerson?> FindAsync(string text) => PersonSearch.FindAsync(Database, "hubspot", text, [], Now);

    private async Task<ErasureCounts> EraseAsync() => await new Erasure(Database, "hubspot").EraseAsync((await FindAsync(Name))!, Now);

    /// <summary>Everywhere a name or address of the person is kept: texts, files, archives, decoded mails. Deals keep their own names.</summary>
    private async Task<IReadOnlyList<string>> PlacesAsync()
    {
        var places = new List<string>();
        foreach (var table in Tables)
            foreach (var row in await Database.UseAsync(async c => (await Dapper.SqlMapper.QueryAsync(c, $"select * from {table}")).ToList(), Now))
                foreach (var (column, value) in (IDictionary<string, object?>)row)
                    if (value is string text && Has(text)) places.Add($"{table}.{column}");
        foreach (var bytes in await Database.UseAsync(async c => (await Dapper.SqlMapper.QueryAsync<byte[]>(c, "select bytes from supplement_files where bytes is not null")).ToList(), Now))
            if (Has(Encoding.UTF8.GetString(bytes))) places.Add("supplement_files");
        foreach (var mail in await new OutboxStore(Database).ListAsync(null, null, 100, Now))
            if (await new OutboxStore(Database).ReadMimeAsync(mail.Id, Now) is { } mime
                && KpiDigest.Delivery.Mime.MimeReader.Read(mime).Any(p => Has(Encoding.UTF8.GetString(p.Content).Replace("Secret of Zora Quint", "", StringComparison.Ordinal)))) places.Add("mail_bodies");
        return places;
    }

    private static bool Has(string text) => text.Contains("Quint", StringComparison.OrdinalIgnoreCase);
}

public sealed class ErasureOnSqliteTests : ErasureTests
{
    private protected override StoreProvider Provider => StoreProvider.Sqlite;
}

public sealed class ErasureOnPostgresTests : ErasureTests
{
    private protected override StoreProvider Provider => StoreProvider.Postgres;
}
