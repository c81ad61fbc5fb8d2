using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Runs;

public abstract class RunReplayTests : StoreTests
{
    private readonly FixedSource _source = new(Workshop.DueAt);

    [Fact]
    public async Task A_run_comes_out_the_same_after_the_crm_has_moved_on()
    {
        var shop = await SentAsync();
        await MoveOnAsync(shop);

        var report = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.Empty(report.Changes);
        Assert.True(report.Numbers > 100, $"{report.Numbers} numbers");
        Assert.Equal(3, report.Mails);
        Assert.Empty(report.MailsThatDiffer);
        Assert.Empty(report.Differences);
    }

    [Fact]
    public async Task Current_data_restate_numbers_and_name_the_records()
    {
        var shop = await SentAsync();
        await MoveOnAsync(shop);

        var (numbers, records) = await shop.Replay().CurrentDataAsync(Workshop.Week46, Now);
        var won = Assert.Single(numbers, n => n.Old is { Scope: "company", Kpi: "won-revenue", Period: "week:2026-11-09", Part: "value" });
        Assert.Equal("5000", $"{decimal.Parse(won.New, System.Globalization.CultureInfo.InvariantCulture) - decimal.Parse(won.Old.Text, System.Globalization.CultureInfo.InvariantCulture)}");
        var record = Assert.Single(records, r => r is { Scope: "company", Kpi: "won-revenue", Period: "2026-W46" });
        Assert.Equal(("d1", 1001m, 6001m), (record.New!.Id, record.Old!.Amount, record.New.Amount));
        Assert.DoesNotContain(numbers, n => n.Old.Scope == "team:#t2" && n.Old.Kpi == "won-revenue");
    }

    [Fact]
    public async Task Unchanged_data_restate_nothing()
    {
        var shop = await SentAsync();
        await shop.SyncAsync();

        var (numbers, records) = await shop.Replay().CurrentDataAsync(Workshop.Week46, Now);
        Assert.Empty(numbers);
        Assert.Empty(records);
    }

    [Fact]
    public async Task A_changed_configuration_does_not_change_a_past_run()
    {
        await SentAsync();

        var later = new Workshop(Database, _source, deals: """{ "StaleAfterDays": 3, "CountRenewals": true }""");
        var report = await later.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.Empty(report.Changes);
        Assert.Empty(report.MailsThatDiffer);
    }

    [Fact]
    public async Task A_number_that_was_tampered_with_is_named()
    {
        var shop = await SentAsync();
        var archive = (await shop.Runs.ReadArchiveAsync(Workshop.Week46, Now))!;
        var altered = archive with { Numbers = [.. archive.Numbers.Select(n => n is { Scope: "company", Kpi: "win-rate", Part: "value", Period: "week:2026-11-09" } ? n with { Text = "0.99" } : n)] };
        await ExecuteAsync("update run_archives set numbers = @numbers", new { numbers = altered.PackedNumbers() });

        var report = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.False(report.Holds);
        Assert.Equal("0.99", Assert.Single(report.Changes).Old.Text);
    }

    [Fact]
    public async Task A_mail_with_other_bytes_and_no_known_cause_is_an_alarm()
    {
        var shop = await SentAsync();
        await ExecuteAsync("update mail_bodies set mime = @mime where mail_id = (select min(id) from mails)", new { mime = "forged"u8.ToArray() });

        var report = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.Single(report.MailsThatDiffer);
        Assert.False(report.Holds);
        await ExecuteAsync("update runs set template_hash = 'older'");
        report = await shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now);
        Assert.True(report.Holds);
        Assert.Contains("templates older", Assert.Single(report.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_never_sent_cannot_be_replayed()
    {
        var shop = new Workshop(Database, _source);
        await shop.PlanAsync();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Replay().SameDataAsync(Workshop.Week46, (_, _) => { }, Now));
        Assert.Contains("2026-W46", fault.Message, StringComparison.Ordinal);
    }

    private async Task<Workshop> SentAsync()
    {
        var shop = new Workshop(Database, _source);
        await shop.PlanAsync();
        Assert.True(await shop.Worker().RunNextAsync(Now));
        return shop;
    }

    /// <summary>A deal won in the week is worth 5,000 more, as somebody found later.</summary>
    private async Task MoveOnAsync(Workshop shop)
    {
        shop.Clock.Now += Duration.FromDays(1);
        _source.Edit = deal => deal.Id == "d1" ? deal with { Amount = deal.Amount + 5000, ModifiedAt = Workshop.DueAt + Duration.FromHours(1) } : deal;
        await shop.SyncAsync();
    }
}
