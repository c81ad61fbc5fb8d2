using KpiDigest.Core.Facts;
using KpiDigest.Crm.Dynamics;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsWalkTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakeDynamics Fake => _pulling.Fake;

    private FakeTable Opportunities => Fake.Tables["opportunity"];

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_load_that_was_cut_off_goes_on_at_its_next_page_and_tells_no_absences()
    {
        FillPages();
        await _pulling.PullAsync(stopAfter: p => p.Facts.Deals.Count > 0);
        Assert.DoesNotContain("\"w\"", _pulling.Cursors[DynamicsApi.Opportunity], StringComparison.Ordinal);

        var rest = await _pulling.PullAsync();

        Assert.DoesNotContain(Pulling.Id('b', 1), Deals(rest.Where(p => p.Object == DynamicsApi.Opportunity).Take(1)));
        Assert.Contains(Pulling.Id('b', 5), Deals(rest));
        Assert.DoesNotContain(rest, p => p.Object == DynamicsApi.Opportunity && p.Replaces is not null);
        Assert.Contains("\"w\"", _pulling.Cursors[DynamicsApi.Opportunity], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_was_forgotten_begins_the_load_again_and_makes_it_whole()
    {
        FillPages();
        await _pulling.PullAsync(stopAfter: p => p.Facts.Deals.Count > 0);
        Fake.ExpirePlaces();

        var again = await _pulling.PullAsync();

        Assert.Equal(5, Deals(again).Distinct().Count());
        Assert.Contains(again, p => p.Object == DynamicsApi.Opportunity && p.Replaces is [FactKind.Deal]);
    }

    [Fact]
    public async Task A_place_that_is_forgotten_again_and_again_ends_the_sync()
    {
        FillPages();
        Fake.Answered = address =>
        {
            if (address.Contains("/opportunities?", StringComparison.Ordinal)) Fake.ExpirePlaces();
        };

        var e = await Assert.ThrowsAsync<KpiDigest.Crm.CrmException>(() => _pulling.PullAsync());

        Assert.Contains("again and again", e.Message, StringComparison.Ordinal);
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Changes_and_deletions_are_told_in_one_request()
    {
        _pulling.Deal(1);
        _pulling.Deal(2);
        _pulling.Deal(3);
        await _pulling.PullAsync();
        await _pulling.PullAsync();
        _pulling.Deal(1, ("estimatedvalue", 7m));
        Fake.Delete("opportunity", Pulling.Id('b', 2));
        Fake.Requests.Clear();

        var pages = await _pulling.PullAsync();

        Assert.Equal([Pulling.Id('b', 1)], Deals(pages));
        Assert.Equal([(FactKind.Deal, Pulling.Id('b', 2))], pages.SelectMany(p => p.Facts.Deleted));
        Assert.Contains("$deltatoken", Assert.Single(Fake.Requests, r => r.Address.Contains("/opportunities?", StringComparison.Ordinal)).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_more_days_than_changes_are_kept_everything_is_listed_again()
    {
        _pulling.Deal(1);
        _pulling.Deal(2);
        await _pulling.PullAsync();
        Fake.Delete("opportunity", Pulling.Id('b', 2));
        _pulling.Clock.Pass(TimeSpan.FromDays(8));

        var pages = await _pulling.PullAsync();

        Assert.Equal([Pulling.Id('b', 1)], Deals(pages));
        Assert.Equal([FactKind.Deal], Assert.Single(pages, p => p.Object == DynamicsApi.Opportunity).Replaces);
        Assert.Empty(Deals(await _pulling.PullAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_changes_between_the_pages_of_a_load_is_found_wherever_changes_are_told_from(bool fromTheEnd)
    {
        FillPages();
        Fake.TracksFromTheEnd = fromTheEnd;
        var changed = false;
        Fake.Answered = address =>
        {
            if (changed || !address.Contains("/opportunities?", StringComparison.Ordinal)) return;
            changed = true;
            _pulling.Deal(1, ("estimatedvalue", 7m));
            Fake.Delete("opportunity", Pulling.Id('b', 2));
        };
        Assert.Equal(5, Deals(await _pulling.PullAsync()).Count());
        _pulling.Clock.Pass(TimeSpan.FromMinutes(30));

        var next = await _pulling.PullAsync();

        Assert.Equal(7m, next.SelectMany(p => p.Facts.Deals).Last(d => d.Id == Pulling.Id('b', 1)).Amount);
        var compared = Assert.Single(next, p => p.Object == "opportunity (deleted)" && p.Replaces is not null);
        Assert.DoesNotContain((FactKind.Deal, Pulling.Id('b', 2)), next.Where(p => p.Object == compared.Object).SelectMany(p => p.Listed));
    }

    [Fact]
    public async Task A_table_whose_changes_are_not_told_is_read_by_time_and_says_so()
    {
        _pulling.Deal(1);
        Fake.Instead = address => address.Contains("/opportunities?", StringComparison.Ordinal) && !address.Contains("$orderby", StringComparison.Ordinal) && !address.Contains("$top", StringComparison.Ordinal)
            ? FakeDynamics.Error(403, "0x80048306", "organization level read is needed")
            : null;
        await _pulling.PullAsync();
        Assert.Contains(_pulling.Warnings, w => w.Contains("by their time", StringComparison.Ordinal));
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        _pulling.Deal(1, ("estimatedvalue", 7m));
        _pulling.Clock.Pass(TimeSpan.FromSeconds(2));

        Assert.Equal(7m, (await _pulling.OnlyDealAsync()).Amount);
    }

    [Fact]
    public async Task Ids_are_compared_once_a_week()
    {
        Opportunities.TracksChanges = false;
        _pulling.Deal(1);
        List<int> compared = [];
        foreach (var days in new[] { 0, 1, 3, 5, 1 })
        {
            _pulling.Clock.Pass(TimeSpan.FromDays(days));
            compared.Add((await _pulling.PullAsync()).Count(p => p.Object == "opportunity (deleted)"));
        }

        Assert.Equal([0, 1, 0, 1, 0], compared);
    }

    [Fact]
    public async Task A_column_that_is_asked_for_from_now_on_loads_the_table_again()
    {
        _pulling.Deal(1);
        await _pulling.PullAsync();
        _pulling.Options.Fields.Margin = "new_margin";

        Assert.Single(Deals(await _pulling.PullAsync()));
    }

    [Fact]
    public async Task A_merged_account_is_gone_and_the_winner_stays()
    {
        Fake.Put("account", Pulling.Id('c', 1), ("name", "winner"));
        Fake.Put("account", Pulling.Id('c', 2), ("name", "loser"));
        await _pulling.PullAsync();
        Fake.Set("account", Pulling.Id('c', 2), ("merged", true), ("statecode", 1), ("masterid", new FakeLookup("account", Pulling.Id('c', 1))));

        var pages = await _pulling.PullAsync();

        Assert.Equal([(FactKind.Account, Pulling.Id('c', 2))], pages.SelectMany(p => p.Facts.Deleted));
        Assert.Empty(pages.SelectMany(p => p.Facts.Accounts));
        using var source = _pulling.Source();
        Assert.Equal(1, (await source.TotalsAsync(TestContext.Current.CancellationToken)).Single(t => t.Object == "account").Total);
    }

    private static IEnumerable<string> Deals(IEnumerable<KpiDigest.Crm.FactPage> pages) => pages.SelectMany(p => p.Facts.Deals).Select(d => d.Id);

    private void FillPages()
    {
        Fake.PageRows = 2;
        for (var number = 1; number <= 5; number++) _pulling.Deal(number);
    }
}
