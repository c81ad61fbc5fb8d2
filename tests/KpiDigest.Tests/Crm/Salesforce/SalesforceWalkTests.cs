using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Salesforce;
using NodaTime;

namespace KpiDigest.Tests.Crm.Salesforce;

public sealed class SalesforceWalkTests : IDisposable
{
    private const string Query = "FROM Opportunity WHERE";

    private readonly Pulling _pulling = new();

    private FakeSalesforce Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task A_load_that_was_cut_off_goes_on_behind_its_last_page()
    {
        Deals(500);
        await _pulling.PullAsync(stopAfter: p => p.Object == SalesforceApi.Opportunity);

        var rest = await DealsAsync();

        Assert.Equal(300, rest.Distinct().Count());
        Assert.Equal(Id(201), rest[0]);
    }

    [Fact]
    public async Task Only_the_last_page_moves_the_watermark()
    {
        Deals(500);
        var pages = (await _pulling.PullAsync()).Where(p => p.Object == SalesforceApi.Opportunity).ToList();

        Assert.Equal([false, false, true], pages.Select(p => p.Cursor!.Contains("\"w\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_place_that_was_forgotten_is_asked_for_anew_behind_the_last_id()
    {
        Deals(500);
        var forgotten = false;
        Fake.Instead = address =>
        {
            if (!forgotten && address.Contains("/query/", StringComparison.Ordinal))
            {
                forgotten = true;
                Fake.ExpireLocators();
            }

            return null;
        };

        var deals = await DealsAsync();

        Assert.Equal(Enumerable.Range(1, 500).Select(n => Id(n)), deals);
    }

    [Fact]
    public async Task A_place_that_is_forgotten_again_and_again_ends_the_sync()
    {
        Deals(2_000);
        Fake.Instead = address => address.Contains("/query/", StringComparison.Ordinal) ? FakeSalesforce.Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator") : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.True(e.IsTransient);
        Assert.Contains("again and again", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_is_found_whether_or_not_it_moves_the_stamp(bool moves)
    {
        Deals(3);
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(25));
        Fake[SalesforceApi.Opportunity, Id(2)].Set("IsDeleted", true, moves ? _pulling.Now - Duration.FromMinutes(5) : null);

        Assert.Contains((FactKind.Deal, Id(2)), (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deleted));
    }

    [Fact]
    public async Task The_recycle_bin_is_read_once_a_day()
    {
        Deals(3);
        await _pulling.PullAsync();
        await _pulling.PullAsync();
        Fake.Requests.Clear();

        await _pulling.PullAsync();
        Assert.DoesNotContain(Fake.Requests, IsOfBin);
        _pulling.Clock.Pass(TimeSpan.FromHours(25));
        await _pulling.PullAsync();

        Assert.Contains(Fake.Requests, IsOfBin);

        static bool IsOfBin((string Method, string Address) request) => request.Address.Contains("IsDeleted%20%3D%20true", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_account_is_gone_and_the_winner_stays()
    {
        Fake.Add(SalesforceApi.Account, "001000000000001AAA").Set("Name", "Winner");
        Fake.Add(SalesforceApi.Account, "001000000000002AAA").Set("Name", "Loser");
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake[SalesforceApi.Account, "001000000000002AAA"].Set("MasterRecordId", "001000000000001AAA").Set("IsDeleted", true, _pulling.Now - Duration.FromMinutes(5));

        var pages = await _pulling.PullAsync();

        Assert.Equal([(FactKind.Account, "001000000000002AAA")], pages.SelectMany(p => p.Facts.Deleted).Distinct());
    }

    [Fact]
    public async Task After_more_time_than_the_recycle_bin_keeps_all_ids_are_listed()
    {
        Deals(300);
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromDays(20));
        Fake.Purge(SalesforceApi.Opportunity, r => r.Id == Id(7));

        var pages = await _pulling.PullAsync();

        var listed = pages.Where(p => p.Object == "Opportunity (deleted)").SelectMany(p => p.Listed).ToList();
        Assert.Equal(299, listed.Count);
        Assert.DoesNotContain((FactKind.Deal, Id(7)), listed);
        Assert.Contains(pages, p => p.Listed.Count > 0 && p.Replaces is [FactKind.Deal]);
    }

    [Fact]
    public async Task The_days_limit_stops_and_says_so_and_the_limit_at_once_waits_seconds()
    {
        var times = 2;
        Fake.Instead = address => address.Contains(Query, StringComparison.Ordinal) && times-- > 0
            ? FakeSalesforce.Error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.")
            : null;
        await _pulling.PullAsync();

        Assert.Equal(2, _pulling.Clock.Waits.Count(w => w == TimeSpan.FromSeconds(5)));
        Fake.Instead = address => address.Contains(Query, StringComparison.Ordinal) ? FakeSalesforce.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.") : null;
        Fake.Requests.Clear();
        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("daily limit of requests is used up for the whole organisation", e.Message, StringComparison.Ordinal);
        Assert.Single(Fake.Requests, r => r.Address.Contains("FROM%20Opportunity%20WHERE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_was_hidden_meanwhile_is_an_error_with_its_name()
    {
        Fake.Instead = address => address.Contains(Query, StringComparison.Ordinal) ? FakeSalesforce.Error(400, "INVALID_FIELD", "No such column 'Type' on entity 'Opportunity'.") : null;

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());

        Assert.Contains("INVALID_FIELD; No such column 'Type'", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task Leavers_stay_machines_do_not_and_roles_are_the_teams()
    {
        Fake.Add(SalesforceApi.UserRole, "00E000000000001AAA").Set("Name", "Sales");
        Fake.Add(SalesforceApi.UserRole, "00E000000000002AAA").Set("Name", "West").Set("ParentRoleId", "00E000000000001AAA");
        Fake.Add(SalesforceApi.User, "005000000000001AAA").Set("Name", "Ana Ruiz").Set("Email", "ana@example.com").Set("IsActive", false).Set("UserRoleId", "00E000000000002AAA").Set("UserType", "Standard");
        Fake.Add(SalesforceApi.User, "005000000000002AAA").Set("Name", "Automated Process").Set("IsActive", true).Set("UserType", "AutomatedProcess");

        var pages = await _pulling.PullAsync();

        Assert.Equal([new Rep { Id = "005000000000001AAA", Name = "Ana Ruiz", Email = "ana@example.com", TeamId = "00E000000000002AAA", Active = false }], pages.SelectMany(p => p.Facts.Reps));
        Assert.Equal([("Sales", null), ("West", "00E000000000001AAA")], pages.SelectMany(p => p.Facts.Teams).Select(t => (t.Name, t.ParentId)));
    }

    [Fact]
    public async Task Territories_of_the_active_model_are_the_teams_where_the_settings_say_so()
    {
        _pulling.Options.Salesforce.TeamsFrom = SalesforceTeams.Territories;
        const string Old = "0MI000000000001AAA", Sales = "0MI000000000002AAA", West = "0MI000000000003AAA", Ana = "005000000000001AAA", Ben = "005000000000002AAA";
        Fake.Add(SalesforceApi.Territory, Old).Set("Name", "Last year").Set("State", "Archived");
        Fake.Add(SalesforceApi.Territory, Sales).Set("Name", "Sales").Set("State", "Active");
        Fake.Add(SalesforceApi.Territory, West).Set("Name", "West").Set("ParentTerritory2Id", Sales).Set("State", "Active");
        foreach (var user in new[] { Ana, Ben }) Fake.Add(SalesforceApi.User, user).Set("Name", user).Set("IsActive", true).Set("UserRoleId", "00E000000000002AAA");
        Associate(1, Ana, West);
        Associate(2, Ana, Sales);
        Associate(3, Ben, West, active: false);
        Associate(4, Ben, Old, state: "Archived");

        var pages = await _pulling.PullAsync();

        Assert.Equal([(Ana, Sales), (Ben, null)], pages.SelectMany(p => p.Facts.Reps).Select(r => (r.Id, r.TeamId)));
        Assert.Equal([("Sales", null), ("West", Sales)], pages.SelectMany(p => p.Facts.Teams).Select(t => (t.Name, t.ParentId)));
        Assert.Contains("1 user(s) have several territories; each counts in the first of them by id", _pulling.Warnings);

        void Associate(int number, string user, string territory, bool active = true, string state = "Active") =>
            Fake.Add(SalesforceApi.UserTerritory, $"0MT00000000000{number}AAA").Set("UserId", user).Set("Territory2Id", territory).Set("IsActive", active).Set("State", state);
    }

    [Fact]
    public async Task Territories_that_nobody_shows_are_a_fault()
    {
        _pulling.Options.Salesforce.TeamsFrom = SalesforceTeams.Territories;
        Fake.Schema.Remove(SalesforceApi.UserTerritory);

        var e = await Assert.ThrowsAsync<CrmException>(() => _pulling.OpenAsync());

        Assert.Contains("Crm:Salesforce:TeamsFrom is Territories, but Salesforce does not show the user UserTerritory2Association", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-19T21:40:03.000+0000", "2026-11-19T21:40:03Z")]
    [InlineData("2026-11-19T21:40:03.120Z", "2026-11-19T21:40:03.12Z")]
    [InlineData("2026-11-19", "2026-11-19")]
    [InlineData("2026-11-19T21:40:03.000+0100", null)]
    [InlineData("yesterday", null)]
    public void Times_are_read_as_salesforce_writes_them(string written, string? read) =>
        Assert.Equal(read, SalesforceValues.TryDate(written, out var date) ? date.ToString() : null);

    private void Deals(int count)
    {
        Fake.PageRows = 200;
        for (var number = 1; number <= count; number++) Fake.Add(SalesforceApi.Opportunity, Id(number)).Set("StageName", "Qualified");
    }

    private static string Id(int number) => "006" + number.ToString("d12", CultureInfo.InvariantCulture) + "AAA";

    private async Task<List<string>> DealsAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Deals).Select(d => d.Id)];
}
