using System.Text;
using System.Text.RegularExpressions;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Store;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Runs;

/// <summary>The link of a mail: one address in the headers and in both bodies; one click only where something answers it.</summary>
public sealed class UnsubscribeTests : StoreTests
{
    private const string Door = """
        "Web": { "PublicUrl": "https://digest.example.com", "Keys": [ "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk" ] },
        "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
            { "Email": "boss@example.com", "Scope": "company" }, { "Email": "north@example.com", "Scope": "team:North", "Culture": "de-DE" } ] } ]
        """;

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Fact]
    public async Task With_a_door_both_headers_are_there_and_the_footer_has_the_same_address()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt), more: Door);
        await shop.ExecuteAsync(Workshop.Week46);
        var links = new List<string>();
        foreach (var (_, mime) in await MailsAsync(shop))
        {
            var headers = Headers(mime);
            var link = Regex.Match(headers, "\r\nList-Unsubscribe: <(https://digest.example.com/u/[A-Za-z0-9_-]+)>, <mailto:[^>]+>\r\n").Groups[1].Value;
            Assert.NotEmpty(link);
            Assert.Contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", headers, StringComparison.Ordinal);
            Assert.All(MimeReader.Read(mime).Take(2), body => Assert.Contains(link, Encoding.UTF8.GetString(body.Content), StringComparison.Ordinal));
            links.Add(link);
        }

        Assert.Equal(2, links.Distinct().Count());
        Assert.Equal(2, await ScalarAsync<long>("select count(*) from readers"));
        Assert.Empty((await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now)).MailsThatDiffer);
    }

    [Fact]
    public async Task Without_a_door_the_link_is_a_mailto_and_nothing_promises_one_click()
    {
        var shop = new Workshop(Database, new FixedSource(Workshop.DueAt));
        await shop.ExecuteAsync(Workshop.Week46);
        foreach (var (_, mime) in await MailsAsync(shop))
        {
            Assert.Matches("\r\nList-Unsubscribe: <mailto:[^>]+>\r\n", Headers(mime));
            Assert.DoesNotContain("List-Unsubscribe-Post", Headers(mime), StringComparison.Ordinal);
        }

        Assert.Equal(0, await ScalarAsync<long>("select count(*) from readers"));
    }

    private async Task<List<(string Recipient, byte[] Mime)>> MailsAsync(Workshop shop)
    {
        var mails = new List<(string Recipient, byte[] Mime)>();
        foreach (var row in await shop.Outbox.ListAsync([MailState.Waiting], null, 10, Now)) mails.Add((row.Key.Recipient, (await shop.Outbox.ReadMimeAsync(row.Id, Now))!));
        Assert.NotEmpty(mails);
        return mails;
    }

    private static string Headers(byte[] mime) => Encoding.UTF8.GetString(mime).Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal) + "\r\n";
}
