using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveHistoryTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task What_a_field_was_first_is_what_it_was_before_its_first_change()
    {
        Fake.AddDeal(1, _pulling.Now).Set("value", 90m).Set("owner_id", 14).Set("stage_id", 9);
        Fake.Log(1, "stage_id", "8", "9", "2026-06-10 10:00:00");
        Fake.Log(1, "value", "50", "70", "2026-06-11 10:00:00");
        Fake.Log(1, "value", "70", "90", "2026-06-12 10:00:00");
        Fake.Log(1, "user_id", "12", "14", "2026-06-13 10:00:00");

        var changes = await ChangesAsync();

        Assert.Equal(["06-04 8", "06-10 9"], Of(changes, DealField.Stage));
        Assert.Equal(["06-04 50", "06-11 70", "06-12 90"], Of(changes, DealField.Amount));
        Assert.Equal(["06-04 12", "06-13 14"], Of(changes, DealField.Owner));
    }

    [Fact]
    public async Task What_never_changed_has_been_so_since_the_deal_was_made()
    {
        Fake.AddDeal(1, _pulling.Now).Set("value", 90m).Set("owner_id", 14).Set("expected_close_date", "2026-12-24");

        var changes = await ChangesAsync();

        Assert.Equal(["06-04 9"], Of(changes, DealField.Stage));
        Assert.Equal(["06-04 90"], Of(changes, DealField.Amount));
        Assert.Equal(["06-04 14"], Of(changes, DealField.Owner));
        Assert.Equal(["06-04 2026-12-24"], Of(changes, DealField.Close));
    }

    [Fact]
    public async Task Winning_reopening_and_losing_are_moves_into_stages_of_outcomes_and_out_of_them()
    {
        Fake.AddDeal(1, _pulling.Now).Set("status", "lost").Set("lost_time", "2026-08-01T10:00:00Z").Set("expected_close_date", "2026-09-30");
        Fake.Log(1, "status", "open", "won", "2026-06-20 10:00:00");
        Fake.Log(1, "status", "won", "open", "2026-07-01 10:00:00");
        Fake.Log(1, "status", "open", "lost", "2026-08-01 10:00:00");

        var changes = await ChangesAsync();

        Assert.Equal(["06-04 9", "06-20 2:won", "07-01 9", "08-01 2:lost"], Of(changes, DealField.Stage));
        Assert.Equal(["06-04 2026-09-30", "06-20 2026-06-20T10:00:00Z", "07-01 2026-09-30", "08-01 2026-08-01T10:00:00Z"], Of(changes, DealField.Close));
    }

    [Fact]
    public async Task A_closed_deal_that_is_moved_or_dated_anew_is_not_closed_again()
    {
        Fake.AddDeal(1, _pulling.Now).Set("status", "won").Set("won_time", "2026-06-20T10:00:00Z").Set("expected_close_date", "2026-10-31");
        Fake.Log(1, "status", "open", "won", "2026-06-20 10:00:00");
        Fake.Log(1, "stage_id", "8", "9", "2026-07-01 10:00:00");
        Fake.Log(1, "expected_close_date", "2026-09-30", "2026-10-31", "2026-07-02 10:00:00");

        var changes = await ChangesAsync();

        Assert.Equal(["06-04 8", "06-20 2:won"], Of(changes, DealField.Stage));
        Assert.Equal(["06-04 2026-09-30", "06-20 2026-06-20T10:00:00Z"], Of(changes, DealField.Close));
    }

    [Fact]
    public async Task An_imported_deal_was_closed_when_pipedrive_says_though_its_log_is_empty()
    {
        Fake.AddDeal(1, _pulling.Now).Set("status", "won").Set("won_time", "2026-07-15T10:00:00Z");

        Assert.Equal(["06-04 9", "07-15 2:won"], Of(await ChangesAsync(), DealField.Stage));
    }

    [Fact]
    public async Task Sums_in_a_currency_of_before_are_not_taken_for_the_present_one()
    {
        Fake.AddDeal(1, _pulling.Now).Set("value", 90m).Set("currency", "EUR");
        Fake.Log(1, "value", "5000", "9000", "2026-06-11 10:00:00");
        Fake.Log(1, "value", "9000", "80", "2026-06-12 10:00:00");
        Fake.Log(1, "currency", "JPY", "EUR", "2026-06-12 10:00:00");
        Fake.Log(1, "value", "80", "90", "2026-06-13 10:00:00");

        Assert.Equal(["06-12 80", "06-13 90"], Of(await ChangesAsync(), DealField.Amount));
    }

    [Fact]
    public async Task A_category_of_the_companys_own_has_a_history_by_its_labels()
    {
        const string key = "d4de1c1518b4531717c676029a45911c340390a6";
        Fake.DealFields.Add(Pulling.Field(key, "Forecast", "enum", true, (1, "Pipeline"), (2, "Commit")));
        _pulling.Options.Fields.ForecastCategory = "Forecast";
        Fake.AddDeal(1, _pulling.Now).Custom[key] = 2;
        Fake.Log(1, key, "1", "2", "2026-06-11 10:00:00");

        Assert.Equal(["06-04 Pipeline", "06-11 Commit"], Of(await ChangesAsync(), DealField.ForecastCategory));
    }

    [Fact]
    public async Task A_log_of_several_pages_is_read_to_its_end()
    {
        Fake.LogRows = 2;
        Fake.AddDeal(1, _pulling.Now).Set("value", 5m);
        for (var day = 1; day <= 5; day++) Fake.Log(1, "value", $"{day - 1}", $"{day}", $"2026-07-0{day} 10:00:00");

        Assert.Equal(["06-04 0", "07-01 1", "07-02 2", "07-03 3", "07-04 4", "07-05 5"], Of(await ChangesAsync(), DealField.Amount));
    }

    private async Task<List<DealChange>> ChangesAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Changes)];

    private static IEnumerable<string> Of(IEnumerable<DealChange> changes, DealField field) =>
        changes.Where(c => c.Field == field).Select(c => $"{c.At.InUtc().ToString("MM-dd", null)} {c.Value}");
}
