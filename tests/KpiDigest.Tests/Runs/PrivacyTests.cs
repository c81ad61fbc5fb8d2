using System.Text;
using KpiDigest.Core.Digests.People;
using KpiDigest.Core.Facts;
using KpiDigest.Delivery.Mime;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Rendering;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>People with names that stand nowhere else: none of them may be found in anything that is sent.</summary>
public sealed class PrivacyTests : StoreTests
{
    private static readonly string[] Planted = ["Zyxa", "Zbuk", "Zarn", "Zovu", "Quorl"];

    private protected override StoreProvider Provider => StoreProvider.Sqlite;

    [Theory]
    [InlineData("initials", "Z. Q.")]
    [InlineData("off", "Rep 1")]
    public async Task No_name_is_in_any_part_of_any_mail(string people, string instead)
    {
        var mails = await SendAsync(people);

        foreach (var mail in mails)
            foreach (var name in Planted) Assert.False(mail.Contains(name, StringComparison.OrdinalIgnoreCase), $"{name} stands in: {Around(mail, name)}");
        Assert.Contains(mails, m => m.Contains(instead, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Named_people_are_named()
    {
        var mails = string.Join('\n', await SendAsync("named"));
        foreach (var name in Planted) Assert.Contains(name, mails, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_people_with_the_same_initials_are_told_apart_and_keep_what_stands_for_them()
    {
        var mask = new PeopleMask(PeopleShown.Initials, [Person("1", "Cara Losch"), Person("2", "Carl Lang"), Person("3", "Dan Ek")]);
        Assert.Equal(["C. L.", "C. L. 2", "D. E.", "C. L."], new[] { "1", "2", "3", "1" }.Select(id => Shown(mask, id)));
    }

    [Fact]
    public void A_name_inside_another_records_name_is_replaced_and_the_record_keeps_its_link()
    {
        var mask = new PeopleMask(PeopleShown.Off, [Person("1", "Cara Losch")]);
        var deal = mask.Of(FactKind.Deal, "d", new Core.Digests.NamedRecord("Renewal (Cara Losch)", "https://crm.example.com/d"));
        Assert.Equal(("Renewal (Rep 1)", "https://crm.example.com/d"), (deal.Name, deal.Link));
        Assert.Equal("Rep 1", mask.IdOf(FactKind.Rep, "1"));
    }

    [Fact]
    public void Who_wrote_and_who_promised_are_not_named_either()
    {
        var figures = SomeQuarter.Quarterly() with
        {
            Comments = [new Comment("c", new LocalDate(2017, 10, 1), new LocalDate(2018, 1, 1), null, null, "Dan Ek", "Cara Losch did well.")],
            Actions = [new ActionItem("a", new LocalDate(2017, 10, 1), "cara losch", "Help Dan Ek", null, null, null, "open")],
        };
        var shown = new PeopleMask(PeopleShown.Initials, [Person("1", "Cara Losch"), Person("2", "Dan Ek")]).Of(figures);
        Assert.Equal(("D. E.", "C. L. did well."), (shown.Comments[0].Author, shown.Comments[0].Text));
        Assert.Equal(("C. L.", "Help D. E."), (shown.Actions[0].Owner, shown.Actions[0].Text));
    }

    private static string Shown(PeopleMask mask, string id) => mask.Of(FactKind.Rep, id, new Core.Digests.NamedRecord("x", "https://crm.example.com/x")).Name;

    private static Rep Person(string id, string name) => new() { Id = id, Name = name };

    private async Task<List<string>> SendAsync(string people)
    {
        using var folder = new TempFolder();
        var (browser, _) = CountingBrowser.In(folder);
        var source = new FixedSource(Workshop.DueAt) { NameOf = i => $"{Planted[i]} Quorl", North = "Team Zyxa Quorl" };
        var shop = new Workshop(Database, source, more: Digests(browser, people));
        shop.Supplements.Write("comments.csv", "first_day,last_day,team,kpi,author,text\n2026-07-01,2026-09-30,,,Zarn Quorl,Zbuk Quorl did well.\n");
        shop.Supplements.Write("actions.csv", "date,owner,text,due,team,kpi,status\n2026-09-01,zovu quorl,Help Zyxa Quorl,2026-12-01,,,open\n");
        foreach (var key in new[] { Workshop.Week46, new RunKey("quarterly", "quarter:2026-07-01", 1) })
            Assert.Equal(0, Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(key)).Staged.Skipped);
        var mails = new List<string>();
        foreach (var mail in await shop.Outbox.ListAsync([MailState.Waiting], null, 100, Now)) mails.Add(Text((await shop.Outbox.ReadMimeAsync(mail.Id, Now))!));
        return mails;
    }

    /// <summary>All headers but the recipient's own, all bodies, all files and their names.</summary>
    private static string Text(byte[] mime)
    {
        var raw = Encoding.UTF8.GetString(mime);
        var headers = raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(line => !line.StartsWith("To:", StringComparison.Ordinal));
        return string.Join('\n', headers.Concat(MimeReader.Read(mime).SelectMany(p => new[] { p.FileName, Encoding.UTF8.GetString(p.Content) })));
    }

    private static string Around(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)];
    }

    private static string Digests(string browser, string people) => $$"""
        "Rendering": { "Browser": "{{browser}}" }, "Privacy": { "People": "{{people}}" },
        "Digests": [
          { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Attachments": [ "team.csv", "records.csv" ], "Recipients": [
            { "Email": "boss@example.com", "Scope": "company" }, { "Email": "lead@example.com", "Scope": "team:#t1" }, { "Email": "one@example.com", "Scope": "rep:#r1" } ] },
          { "Id": "quarterly", "Template": "quarterly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 1 1,4,7,10 ?" }, "Attachments": [ "scorecard.pdf", "team.csv", "records.csv" ], "Recipients": [
            { "Email": "boss@example.com", "Scope": "company" }, { "Email": "lead@example.com", "Scope": "team:#t1" } ] } ]
        """;
}
