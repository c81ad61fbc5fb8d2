using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Tests.Crm.HubSpot;

/// <summary>Histories whose beginning is gone: what was before counts as not known.</summary>
public sealed class HubSpotHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Created = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly Pulling _pulling = new();
    private readonly HashSet<long> _made = [];

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_history_from_the_creation_on_is_taken_as_it_is()
    {
        _pulling.Hub.Deal(1).Set("dealstage", "contractsent", Created.AddDays(40));
        Assert.Equal(["contractsent", "qualifiedtobuy"], (await ChangesAsync(DealField.Stage)).Select(c => c.Value));
        Assert.Empty(_pulling.Warnings);
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(25, true)]
    public async Task A_stage_history_that_begins_a_day_after_the_deal_or_later_is_cut_short(int hours, bool isCut)
    {
        Begin("dealstage", Created.AddHours(hours));
        Assert.Equal(isCut ? ["contractsent", null] : ["contractsent"], (await ChangesAsync(DealField.Stage)).Select(c => c.Value));
        Assert.Equal(
            isCut ? ["deals: 1 value(s) of dealstage have a history that begins later than the record: what was before counts as not known (first: id 1, value '2026-01-06T10:00:00Z')"] : [],
            _pulling.Warnings);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public async Task An_amount_that_came_later_was_not_there_before_and_is_only_said_where_entries_may_have_been_dropped(int entries, bool isSaid)
    {
        Begin("amount", Created.AddDays(30), [.. Enumerable.Range(1, entries).Select(i => $"{i}")]);
        Assert.Equal((null, "1"), (await ChangesAsync(DealField.Amount)) is [.., { } first, { } unknown] ? (unknown.Value, first.Value) : default);
        Assert.Equal(isSaid ? 1 : 0, _pulling.Warnings.Count);
    }

    [Fact]
    public async Task Each_deal_with_a_cut_history_is_counted()
    {
        for (var id = 1; id <= 60; id++) Begin("dealstage", Created.AddDays(9), id: id);
        await _pulling.PullAsync();
        Assert.Contains("deals: 60 value(s) of dealstage have a history", Assert.Single(_pulling.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_figure_takes_the_oldest_known_value_for_the_first_one()
    {
        Begin("dealstage", Created.AddDays(60));
        Begin("amount", Created.AddDays(60), ["500"]);
        Begin("closedate", Created.AddDays(60), ["2026-02-20T12:00:00Z"]);

        var facts = await FactsAsync(Instant.FromUtc(2026, 4, 1, 0, 0));

        var before = Assert.Single(facts.OpenAt(Scope.Company, Instant.FromUtc(2026, 2, 1, 0, 0)));
        Assert.Equal((null, null), (before.Amount, before.Close));
        var after = Assert.Single(facts.OpenAt(Scope.Company, Instant.FromUtc(2026, 3, 20, 0, 0)));
        Assert.Equal((1000m, new LocalDate(2026, 12, 18)), (after.Amount, after.Close));
    }

    /// <summary>All that is left of the history, hourly from an instant on.</summary>
    private void Begin(string property, DateTimeOffset at, string[]? values = null, long id = 1)
    {
        if (_made.Add(id)) _pulling.Hub.Deal(id);
        _pulling.Hub["deals", id].History[property] = [.. (values ?? ["contractsent"]).Select((v, i) => ((string?)v, at.AddHours(i))).Reverse()];
    }

    private async Task<List<DealChange>> ChangesAsync(DealField field) =>
        [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Changes).Where(c => c.DealId == "1" && c.Field == field)];

    private async Task<SalesFacts> FactsAsync(Instant asOf)
    {
        var builder = new SalesFactsBuilder(new SalesFactsSettings(asOf, new PeriodCalendar(DateTimeZone.Utc, 1), "EUR", new DealRules()));
        foreach (var facts in (await _pulling.PullAsync()).Select(p => p.Facts))
        {
            foreach (var stage in facts.Stages) builder.AddStage(stage);
            foreach (var deal in facts.Deals) builder.AddDeal(deal);
            foreach (var change in facts.Changes) builder.AddChange(change);
        }

        return builder.Build();
    }
}
