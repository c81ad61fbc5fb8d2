using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Delivery.Mime;
using KpiDigest.Runs;
using KpiDigest.Store;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs.Gate;

/// <summary>What is held, what is noted, and that nothing is visible before it, on either engine.</summary>
public abstract class GateTests : StoreTests
{
    [Theory]
    [InlineData("1000,1000,1000", "only 120 deals are known; the last 3 digests stood on 1000 (median)")]
    [InlineData("100,1000,1000", "only 120 deals are known")]
    [InlineData("30,40,50", "120 deals are known; the last 3 digests stood on at most 50")]
    public async Task A_record_count_far_outside_history_is_held_in_both_directions(string before, string cause)
    {
        var shop = Shop();
        await HistoryAsync(before);

        var held = Assert.IsType<RunOutcome.Held>(await shop.ExecuteAsync(Workshop.Week46));

        Assert.Contains(cause, held.Reason, StringComparison.Ordinal);
        Assert.Contains("kpidigest outbox release --run weekly --period 2026-W46", held.Reason, StringComparison.Ordinal);
        Assert.Empty(await shop.Outbox.OfPeriodAsync("weekly", Workshop.Week46.Period, Now));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));
    }

    [Theory]
    [InlineData("120,120,120")]
    [InlineData("10,120,120")]
    [InlineData("10000,120,120")]
    [InlineData("61,70,80")]
    [InlineData("239")]
    public async Task What_is_usual_and_one_odd_run_before_hold_nothing(string before)
    {
        var shop = Shop();
        await HistoryAsync(before);
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));
    }

    [Fact]
    public async Task A_finding_that_is_only_noted_stands_in_the_mail()
    {
        var shop = Shop(gate: """{ "Findings": { "record-count": "Note" } }""");
        await HistoryAsync("1000");
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("120 deals are known, 1000 were usual", await TextAsync(shop, "boss@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crm_user_who_sees_only_one_persons_deals_is_found()
    {
        var shop = Shop();
        shop.Source.Edit = deal => deal with { OwnerId = "r2" };
        var held = Assert.IsType<RunOutcome.Held>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("of 4 people in the CRM only 1 own any deal", held.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crm_that_counts_more_than_came_is_held_until_a_full_sync_brings_it()
    {
        var shop = Shop();
        shop.Source.Totals = [new RecordTotal("deals", FactKind.Deal, 200)];
        var held = Assert.IsType<RunOutcome.Held>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("the CRM user does not see everything: the CRM counts 200 deals, 120 are stored. Check what the CRM user may see, then run 'kpidigest sync --full'.", held.Reason, StringComparison.Ordinal);
        Assert.Contains("kpidigest outbox release --run weekly --period 2026-W46", held.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));
    }

    [Fact]
    public async Task A_permission_that_the_crm_user_lacks_is_held_or_stands_in_the_mail_and_in_its_replay()
    {
        var shop = Shop(gate: """{ "Findings": { "crm-user": "Note" } }""");
        shop.Source.Unseen = ["it lacks the permission View All Data. Grant it."];
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("Not all records of the CRM could be read: the data may not be complete.", await TextAsync(shop, "boss@example.com"), StringComparison.Ordinal);
        shop.Source.Unseen = [];
        shop.Clock.Now += Duration.FromHours(1);
        await shop.SyncAsync();
        Assert.Empty((await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now)).MailsThatDiffer);
    }

    [Fact]
    public async Task Deals_without_a_known_owner_are_noted_from_a_twentieth_on()
    {
        var shop = Shop();
        shop.Source.Edit = deal => deal.Id is "d1" or "d2" or "d3" or "d4" or "d5" or "d6" ? deal with { OwnerId = null } : deal;
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("6 deals have no known owner", await TextAsync(shop, "boss@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_token_may_not_read_any_more_is_held_and_what_it_never_could_is_not()
    {
        var shop = Shop();
        shop.Source.Missing[FactKind.Prospect] = "the token lacks a scope";
        shop.Source.Accounts = [new Account { Id = "a1", Name = "Acme" }];
        shop.Clock.Now = Workshop.DueAt - Duration.FromHours(3);
        await shop.SyncAsync();
        shop.Clock.Now = Workshop.DueAt + Duration.FromMinutes(1);
        shop.Source.Missing[FactKind.Account] = "the token lacks a scope";

        var held = Assert.IsType<RunOutcome.Held>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("no longer lets the token read accounts, which it did before", held.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("prospect", held.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));
    }

    [Theory]
    [InlineData("2026-07-01,2026-09-30", true)]
    [InlineData("2026-07-01,2026-12-31", false)]
    [InlineData("2026-04-01,2026-06-30", false)]
    public async Task Quotas_that_ran_out_with_the_quarter_before_are_noted(string days, bool isNoted)
    {
        var shop = Shop();
        shop.Supplements.Write("quotas.csv", $"subject,first_day,last_day,amount\ncompany,{days},100000\n");
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Equal(isNoted, (await TextAsync(shop, "boss@example.com")).Contains("No quota is set for this quarter: figures against target are missing.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quotas_that_ran_out_hold_where_the_configuration_says_so()
    {
        var shop = Shop(gate: """{ "Findings": { "missing-quotas": "Hold" } }""");
        shop.Supplements.Write("quotas.csv", "subject,first_day,last_day,amount\ncompany,2026-07-01,2026-09-30,100000\n");
        var held = Assert.IsType<RunOutcome.Held>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Contains("no quota for 2026-Q4, though there is one for the quarter before. Set it in the CRM or in quotas.csv.", held.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    public async Task People_without_any_deal_are_found_when_they_are_more_than_half_and_only_where_it_is_asked_for(int people, bool isFound)
    {
        var asked = Shop(gate: """{ "Findings": { "silent-owners": "Note" } }""");
        asked.Source.People = people;
        Assert.IsType<RunOutcome.Enqueued>(await asked.ExecuteAsync(Workshop.Week46));
        Assert.Equal(isFound, (await TextAsync(asked, "boss@example.com")).Contains("people in the CRM own no deal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_without_any_deal_are_usually_nobodys_business()
    {
        var shop = Shop();
        shop.Source.People = 9;
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.DoesNotContain("own no deal", await TextAsync(shop, "boss@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_wait_a_held_digest_goes_out_marked_as_preliminary_where_the_configuration_says_so()
    {
        var shop = Shop(gate: """{ "AfterWait": "Preliminary", "WaitMinutes": 30 }""");
        await HistoryAsync("1000");
        Assert.IsType<RunOutcome.Postponed>(await shop.ExecuteAsync(Workshop.Week46));
        Assert.Null((await shop.Runs.ReadAsync(Workshop.Week46, Now))!.KnownAt);
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from mails"));

        shop.Clock.Now = Workshop.DueAt + Duration.FromMinutes(31);
        await ExecuteAsync("update runs set not_before = 0");
        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));

        var mails = await shop.Outbox.OfPeriodAsync("weekly", Workshop.Week46.Period, Now);
        Assert.StartsWith("Preliminary: Week 46", mails.Single(m => m.Key.Recipient == "boss@example.com").Subject, StringComparison.Ordinal);
        Assert.StartsWith("Vorläufig: ", mails.Single(m => m.Key.Recipient == "chefin@example.com").Subject, StringComparison.Ordinal);
        Assert.Contains("Preliminary figures: the data behind them was not complete", await TextAsync(shop, "boss@example.com"), StringComparison.Ordinal);
        var replay = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.True(replay.Holds);
        Assert.Empty(replay.MailsThatDiffer);
    }

    [Fact]
    public async Task A_crm_that_stays_away_is_replaced_by_a_sync_of_shortly_before_and_the_digest_says_so()
    {
        var shop = Shop(gate: """{ "AfterWait": "Preliminary", "WaitMinutes": 30 }""");
        shop.Clock.Now = Workshop.DueAt - Duration.FromHours(3);
        await shop.SyncAsync();
        shop.Clock.Now = Workshop.DueAt + Duration.FromMinutes(31);
        shop.Source.Faults.Enqueue(new CrmException("HubSpot does not answer.", isTransient: true));

        Assert.IsType<RunOutcome.Enqueued>(await shop.ExecuteAsync(Workshop.Week46));

        Assert.StartsWith("Preliminary: ", (await shop.Outbox.OfPeriodAsync("weekly", Workshop.Week46.Period, Now))[0].Subject, StringComparison.Ordinal);
        Assert.Empty((await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now)).MailsThatDiffer);
    }

    [Fact]
    public async Task Without_any_deal_nothing_goes_out_not_even_as_preliminary()
    {
        var shop = Shop(gate: """{ "AfterWait": "Preliminary", "WaitMinutes": 0, "Findings": { "record-count": "Ignore" } }""");
        shop.Source.Empty = true;
        Assert.IsType<RunOutcome.Held>(await shop.ExecuteAsync(Workshop.Week46));
    }

    private Workshop Shop(string gate = "{}") => new(Database, new FixedSource(Workshop.DueAt), more: $$"""
        "Gate": {{gate}}, "Digests": [ { "Id": "weekly", "Template": "weekly", "CatchUp": 876000, "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [
          { "Email": "boss@example.com", "Scope": "company" }, { "Email": "chefin@example.com", "Scope": "company", "Culture": "de-DE" } ] } ]
        """);

    /// <summary>Runs before, newest first, that stood on so many deals.</summary>
    private async Task HistoryAsync(string deals)
    {
        foreach (var (count, weeks) in deals.Split(',').Select((d, i) => (int.Parse(d, System.Globalization.CultureInfo.InvariantCulture), i + 1)))
            await ExecuteAsync(
                "insert into runs (digest, period, revision, state, due_at, not_after, planned_at, expected, deals) values ('weekly', @period, 1, 'enqueued', @due, @due, @due, 0, @count)",
                new { period = $"week:{Workshop.DueAt.InUtc().Date.PlusWeeks(-weeks - 1):uuuu-MM-dd}", due = Stored.Micros(Workshop.DueAt - Duration.FromDays(7 * weeks)), count });
    }

    private async Task<string> TextAsync(Workshop shop, string recipient)
    {
        var mail = (await shop.Outbox.OfPeriodAsync("weekly", Workshop.Week46.Period, Now)).Single(m => m.Key.Recipient == recipient);
        var text = MimeReader.Read((await shop.Outbox.ReadMimeAsync(mail.Id, Now))!).First(p => p.ContentType == "text/plain");
        return string.Join(' ', System.Text.Encoding.UTF8.GetString(text.Content).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
