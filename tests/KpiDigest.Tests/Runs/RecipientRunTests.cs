using KpiDigest.Configuration;
using KpiDigest.Core.Facts;
using KpiDigest.Outbox;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

/// <summary>Who gets a run's mails: those listed, those who lead a team, and none who has left.</summary>
public abstract class RecipientRunTests : StoreTests
{
    private const string Roster = "rep,team,lead\nRep 0,North,yes\nRep 2,South,yes\n";
    private const string Listed = "{ \"Email\": \"boss@example.com\", \"Scope\": \"company\" }";

    private readonly FixedSource _source = new(Workshop.DueAt) { Person = WithAddress };

    [Fact]
    public async Task Whoever_leads_a_team_gets_a_mail_of_that_team_beside_those_who_are_listed()
    {
        var mails = await RunAsync(Shop());

        Assert.Equal([("boss@example.com", "company"), ("r0@example.com", "team:North"), ("r2@example.com", "team:South")], mails.Select(m => (m.Key.Recipient, m.Scope)));
        Assert.All(mails, m => Assert.Equal(MailState.Waiting, m.State));
    }

    [Fact]
    public async Task Without_anybody_who_is_known_to_lead_the_run_is_held_with_the_fix()
    {
        var shop = Shop(roster: null);
        Assert.Empty(await RunAsync(shop));

        var run = (await shop.Runs.ReadAsync(Workshop.Week46, Now))!;
        Assert.Equal(RunState.Held, run.State);
        Assert.Contains("roster.csv", run.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inactive", "r2@example.com", "works here no more")]
    [InlineData("silent", "rep:#r2", "the CRM knows no address")]
    [InlineData("elsewhere", "r2@elsewhere.example", "Mail:AllowedDomains")]
    [InlineData("hostile", "r2@example.com\r\nbcc: x@example.com", "the address in the CRM is none")]
    [InlineData("shared", "r0@example.com", "more than one lead has this address")]
    public async Task A_lead_who_cannot_be_sent_to_gets_nothing_and_the_row_says_why(string what, string recipient, string reason)
    {
        People(rep => rep.Id != "r2" ? rep : what switch
        {
            "inactive" => rep with { Active = false },
            "silent" => rep with { Email = null },
            "elsewhere" => rep with { Email = "r2@elsewhere.example" },
            "hostile" => rep with { Email = "r2@example.com\r\nBcc: x@example.com" },
            _ => rep with { Email = "R0@example.com" },
        });
        var shop = Shop();
        var mails = await RunAsync(shop);

        var skipped = Assert.Single(mails, m => m.State == MailState.Skipped);
        Assert.Equal(recipient, skipped.Key.Recipient);
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
        Assert.True(Assert.Single(await shop.Outbox.BooksAsync(Now)).Balance);
    }

    [Fact]
    public async Task A_lead_who_is_listed_has_the_scope_of_the_list_and_one_mail()
    {
        var mails = await RunAsync(Shop(listed: "{ \"Email\": \"R0@example.com\", \"Scope\": \"team:South\" }"));

        Assert.Equal([("r0@example.com", "team:South"), ("r2@example.com", "team:South")], mails.Select(m => (m.Key.Recipient, m.Scope)));
        Assert.All(mails, m => Assert.Equal(MailState.Waiting, m.State));
    }

    [Fact]
    public async Task A_run_with_found_recipients_is_replayed_byte_for_byte()
    {
        var shop = Shop();
        await RunAsync(shop);
        People(rep => rep with { Active = false, Email = "gone@example.com" });
        shop.Clock.Now += Duration.FromHours(1);
        await shop.SyncAsync();

        var report = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.Equal(3, report.Mails);
        Assert.Empty(report.MailsThatDiffer);
    }

    [Fact]
    public async Task Who_leaves_between_staging_and_sending_gets_nothing_and_who_comes_back_does()
    {
        var shop = Shop();
        await RunAsync(shop);
        await ChangeAsync(shop, rep => rep.Id == "r0" ? rep with { Active = false } : rep);

        Assert.Equal("r0@example.com", Assert.Single(await shop.Outbox.Suppressions.ListAsync(all: false, Now)).Recipient);
        var keptBack = await ClaimsAsync(shop, r => r == "r0@example.com");
        Assert.Equal([true, false, false], keptBack);

        await ChangeAsync(shop, rep => rep);
        Assert.Empty(await shop.Outbox.Suppressions.ListAsync(all: false, Now));
    }

    [Fact]
    public async Task A_listed_reader_whom_the_crm_calls_inactive_gets_nothing_unless_the_list_says_so()
    {
        People(rep => rep.Id is "r1" or "r3" ? rep with { Active = false } : rep);
        var mails = await RunAsync(Shop(listed: "{ \"Email\": \"r1@example.com\", \"Scope\": \"company\" }, { \"Email\": \"r3@example.com\", \"Scope\": \"company\", \"EvenIfInactive\": true }"));

        var skipped = Assert.Single(mails, m => m.State == MailState.Skipped);
        Assert.Equal("r1@example.com", skipped.Key.Recipient);
        Assert.Contains("EvenIfInactive", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_run_keeps_its_mails_out_of_quiet_hours()
    {
        var shop = new Workshop(Database, _source, more: """
            "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON", "QuietHours": "12:00-13:00" }, "Recipients": [
              { "Email": "a@example.com", "Scope": "company" }, { "Email": "b@example.com", "Scope": "company", "TimeZone": "Europe/Athens" } ] } ]
            """);
        shop.Clock.Now = Workshop.DueAt + Duration.FromMinutes(330);
        var mails = await RunAsync(shop);

        Assert.Equal(Workshop.DueAt + Duration.FromHours(6), mails[0].NotBefore);
        Assert.Equal(Instant.FromUtc(2026, 11, 16, 5, 0), mails[1].NotBefore);
    }

    [Fact]
    public async Task A_run_in_hand_keeps_the_configuration_it_began_with()
    {
        using var folder = new TempFolder();
        var (first, second) = (Weekly(folder, "old@example.com"), Weekly(folder, "new@example.com"));
        var (current, prepared) = (new CurrentSettings(first), new List<Settings>());
        var shop = Shop();
        _source.OnPull = () =>
        {
            current.Take(second);
            return Task.CompletedTask;
        };
        await shop.PlanAsync();
        var worker = new RunWorker(shop.Runs, Prepare, current, shop.Clock, SuiteLogs.Of<RunWorker>());

        Assert.True(await worker.RunNextAsync(Now));
        Assert.Equal([first], prepared);
        Assert.Equal("old@example.com", Assert.Single(await shop.Outbox.ListAsync(null, null, 10, Now)).Key.Recipient);

        DigestRun Prepare(Settings settings)
        {
            prepared.Add(settings);
            return shop.Run();
        }
    }

    private static Settings Weekly(TempFolder folder, string recipient) => ConfigurationLoader.Load(folder.Write("appsettings.json", $$"""
        { "Crm": { "Kind": "HubSpot", "Token": "t" },
          "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [ { "Email": "{{recipient}}", "Scope": "company" } ] } ] }
        """));

    private static Rep WithAddress(Rep rep) => rep with { Email = $"{rep.Id}@example.com" };

    private void People(Func<Rep, Rep> person) => _source.Person = rep => person(WithAddress(rep));

    private async Task<IReadOnlyList<OutboxRow>> RunAsync(Workshop shop)
    {
        await shop.PlanAsync();
        Assert.True(await shop.Worker().RunNextAsync(Now));
        return [.. (await shop.Outbox.ListAsync(null, null, 10, Now)).OrderBy(m => m.Key.Recipient, StringComparer.Ordinal)];
    }

    private async Task ChangeAsync(Workshop shop, Func<Rep, Rep> person)
    {
        People(person);
        shop.Clock.Now += Duration.FromHours(1);
        await shop.SyncAsync();
        await new Leavers(new FactStore(Database), shop.Outbox, _source.Name).LookAsync([], Now);
    }

    /// <summary>For each claim, in the order asked for, whether it is kept back.</summary>
    private async Task<IReadOnlyList<bool>> ClaimsAsync(Workshop shop, Func<string, bool> first)
    {
        var claims = new List<ClaimedMail>();
        while (await shop.Outbox.ClaimNextAsync("test", Duration.FromMinutes(1), Now) is { } claim) claims.Add(claim);
        return [.. claims.OrderByDescending(c => first(c.Mail.Recipient)).Select(c => c.SuppressedBy is not null)];
    }

    private Workshop Shop(string? roster = Roster, string listed = Listed)
    {
        var shop = new Workshop(Database, _source, more: $$"""
            "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "RecipientsFrom": "TeamLeads", "Recipients": [ {{listed}} ] } ]
            """);
        if (roster is not null) shop.Supplements.Write("roster.csv", roster);
        return shop;
    }
}
