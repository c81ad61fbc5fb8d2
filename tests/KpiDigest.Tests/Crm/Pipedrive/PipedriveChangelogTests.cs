using KpiDigest.Core.Facts;
using KpiDigest.Crm.Pipedrive;
using NodaTime;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveChangelogTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_day_reads_no_more_logs_than_its_share_and_the_next_goes_on()
    {
        Deals(10);
        _pulling.Options.Pipedrive.HistoryTokensPerDay = 90;

        Assert.Equal(["10", "9", "8", "7"], await ReadAsync());
        Assert.Equal("Pipedrive's logs of changes are still to be read of about 6 deals, which takes about 2 day(s) (Crm:Pipedrive:HistoryTokensPerDay)", await MissingAsync());
        Assert.Empty(await ReadAsync());
        _pulling.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(["6", "5", "4", "3"], await ReadAsync());
        _pulling.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Equal(["2", "1"], await ReadAsync());
        Assert.Null(await MissingAsync());
    }

    [Fact]
    public async Task Reading_that_was_cut_off_goes_on_behind_the_last_page_that_was_stored()
    {
        Deals(60);

        await _pulling.PullAsync(stopAfter: p => p.Object == PipedriveApi.ChangelogName);

        Assert.Equal(Enumerable.Range(1, 35).Reverse().Select(n => $"{n}"), await ReadAsync());
    }

    [Fact]
    public async Task A_place_that_pipedrive_forgot_is_found_again_without_reading_a_log_twice()
    {
        Deals(520);
        _pulling.Options.Pipedrive.HistoryTokensPerDay = 10_235;
        Assert.Equal(510, (await ReadAsync()).Count);
        Fake.ForgotPlaces = true;
        _pulling.Clock.Pass(TimeSpan.FromDays(1));

        var refused = await Assert.ThrowsAsync<KpiDigest.Crm.CrmException>(ReadAsync);
        Fake.ForgotPlaces = false;

        Assert.Contains("Invalid cursor", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await ReadAsync()).Count);
        Assert.Null(await MissingAsync());
    }

    [Fact]
    public async Task A_deal_that_changed_waits_and_its_past_is_not_known_until_its_log_is_read_again()
    {
        Deals(3);
        await ReadAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        _pulling.Options.Pipedrive.HistoryTokensPerDay = 60;
        Fake.Deals[2].Set("stage_id", 8, _pulling.Now);
        Fake.Touch();

        Assert.Empty(await ReadAsync());
        Assert.Contains("of about 1 deals", await MissingAsync(), StringComparison.Ordinal);
        _pulling.Clock.Pass(TimeSpan.FromDays(1));

        Assert.Equal(["2"], await ReadAsync());
        Assert.Null(await MissingAsync());
    }

    [Fact]
    public async Task A_page_of_changed_deals_is_stored_behind_the_note_that_they_wait()
    {
        Deals(3);
        await ReadAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake.Deals[2].Set("stage_id", 8, _pulling.Now);
        Fake.Touch();

        var pages = (await _pulling.PullAsync(stopAfter: p => p.Facts.Deals.Count > 0)).Select(p => p.Object).ToList();

        Assert.Equal([PipedriveApi.ChangelogName, PipedriveApi.DealsName], pages[^2..]);
        Assert.Equal(["2"], await ReadAsync());
    }

    [Fact]
    public async Task What_changed_is_found_although_the_mapping_changed_meanwhile()
    {
        Deals(3);
        await ReadAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake.Deals[2].Set("stage_id", 8, _pulling.Now);
        Fake.Touch();
        _pulling.Options.Fields.Source = "title";

        Assert.Equal(["2"], await ReadAsync());
    }

    [Fact]
    public async Task Archived_deals_have_logs_too_and_open_ones_put_aside_have_none()
    {
        Deals(3);
        Fake.Deals[1].Set("is_archived", true).Set("status", "won").Set("won_time", "2026-07-01T08:00:00Z");
        Fake.Deals[2].Set("is_archived", true);

        Assert.Equal(["3", "1"], await ReadAsync());
        Assert.Null(await MissingAsync());
    }

    [Fact]
    public async Task A_quarter_of_the_days_tokens_is_left_to_the_companys_other_programs()
    {
        Deals(20);
        (Fake.TokensADay, Fake.TokensLeft) = (1_000, 600);

        await ReadAsync();

        Assert.InRange(Fake.TokensLeft.Value, 230, 250);
        Assert.NotNull(await MissingAsync());
    }

    [Fact]
    public async Task Without_a_share_no_log_is_read_and_the_reason_names_the_setting()
    {
        Deals(2);
        _pulling.Options.Pipedrive.HistoryTokensPerDay = 0;

        Assert.Empty(await ReadAsync());
        Assert.Equal("Pipedrive's logs of changes are not read (Crm:Pipedrive:HistoryTokensPerDay is 0)", await MissingAsync());
    }

    [Fact]
    public async Task A_deal_that_is_gone_when_its_log_is_asked_for_stops_nothing()
    {
        Deals(3);
        Fake.Refused["/" + PipedriveApi.Changelog("2")] = System.Net.HttpStatusCode.NotFound;

        await ReadAsync();

        Assert.Null(await MissingAsync());
    }

    [Fact]
    public async Task Logs_that_may_not_be_read_leave_the_past_unknown_and_stop_nothing_else()
    {
        Deals(3);
        foreach (var id in new[] { "1", "2", "3" }) Fake.Refused["/" + PipedriveApi.Changelog(id)] = System.Net.HttpStatusCode.Forbidden;

        Assert.Single(await ReadAsync());

        Assert.NotNull(await MissingAsync());
        Assert.Contains(_pulling.Warnings, w => w.Contains("logs of changes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_the_first_sync_the_past_is_not_known() =>
        Assert.Equal("Pipedrive's logs of changes have not been read yet", await MissingAsync());

    private void Deals(int count)
    {
        for (var id = 1; id <= count; id++) Fake.AddDeal(id, _pulling.Now - Duration.FromDays(30) + Duration.FromMinutes(id));
    }

    /// <summary>The deals whose logs a sync read, in order.</summary>
    private async Task<List<string>> ReadAsync()
    {
        Fake.Requests.Clear();
        await _pulling.PullAsync();
        Assert.Equal(_pulling.Progress.RequestsPlanned, _pulling.Progress.RequestsMade);
        return [.. Fake.Requests.Where(r => r.Contains("/changelog", StringComparison.Ordinal)).Select(r => r.Split('/')[4])];
    }

    private async Task<string?> MissingAsync()
    {
        using var source = _pulling.Source();
        return source.Missing(await source.OpenAsync(TestContext.Current.CancellationToken), _pulling.Cursors).GetValueOrDefault(FactKind.DealChange);
    }
}
