using System.Net;
using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm;
using KpiDigest.Crm.Pipedrive;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveOpeningTests : IDisposable
{
    private readonly Pulling _pulling = new();

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Theory]
    [InlineData(true, 0, 0)]
    [InlineData(false, 1, 0)]
    [InlineData(null, 0, 1)]
    public async Task Only_an_administrator_is_proven_to_see_everything(bool? admin, int unseen, int warnings)
    {
        Fake.Me["access"] = admin is null ? null : new JsonArray(new JsonObject { ["app"] = "sales", ["admin"] = admin }, new JsonObject { ["app"] = "campaigns", ["admin"] = true });

        var account = await _pulling.OpenAsync();

        Assert.Equal((unseen, warnings), (account.Unseen.Count, account.Warnings.Count));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task Older_companies_say_it_by_a_flag(int flag, int unseen)
    {
        (Fake.Me["access"], Fake.Me["is_admin"]) = (null, flag);

        Assert.Equal(unseen, (await _pulling.OpenAsync()).Unseen.Count);
    }

    [Theory]
    [InlineData(PipedriveApi.Teams, FactKind.Team)]
    [InlineData(PipedriveApi.Leads, FactKind.Prospect)]
    [InlineData(PipedriveApi.Goals, FactKind.Quota)]
    [InlineData(PipedriveApi.Activities, FactKind.Activity)]
    public async Task What_the_plan_or_the_permissions_lack_is_missing_with_its_reason(string path, FactKind kind)
    {
        Fake.Refused["/" + path] = HttpStatusCode.Forbidden;

        var pages = await _pulling.PullAsync();

        Assert.StartsWith("Pipedrive ", _pulling.Account!.Missing[kind], StringComparison.Ordinal);
        Assert.DoesNotContain(pages, p => p.Replaces?.Contains(kind) == true);
    }

    [Fact]
    public async Task Deals_are_needed()
    {
        Fake.Refused["/" + PipedriveApi.ArchivedDeals] = HttpStatusCode.Forbidden;

        await Assert.ThrowsAsync<CrmException>(() => _pulling.PullAsync());
    }

    [Fact]
    public async Task People_who_left_stay_without_a_team_and_deleted_teams_are_none()
    {
        Fake.Users.Add(new JsonObject { ["id"] = 12, ["name"] = "Ana Ruiz", ["email"] = "ana@example.com", ["active_flag"] = true });
        Fake.Users.Add(new JsonObject { ["id"] = 13, ["name"] = "Bo", ["active_flag"] = false });
        Fake.Teams.Add(new JsonObject { ["id"] = 1, ["name"] = "North", ["users"] = new JsonArray(12, 13), ["active_flag"] = 1, ["deleted_flag"] = 0 });
        Fake.Teams.Add(new JsonObject { ["id"] = 2, ["name"] = "Gone", ["users"] = new JsonArray(12), ["active_flag"] = 0, ["deleted_flag"] = 1 });

        var pages = await _pulling.PullAsync();

        Assert.Equal(["12 Ana Ruiz 1 True", "13 Bo  False"], pages.SelectMany(p => p.Facts.Reps).Select(r => $"{r.Id} {r.Name} {r.TeamId} {r.Active}"));
        Assert.Equal(["North"], pages.SelectMany(p => p.Facts.Teams).Select(t => t.Name));
    }

    [Fact]
    public async Task Names_in_settings_that_pipedrive_does_not_have_are_said_and_stop_nothing()
    {
        Fake.DealFields.Add(Pulling.Field("d4de1c1518b4531717c676029a45911c340390a6", "Kind", "enum", true, (27, "New logo")));
        (_pulling.Options.Fields.DealKind, _pulling.Options.DealKinds["New logos"]) = ("Kind", "New");
        _pulling.Options.Include.Pipelines.Add("Sale");
        _pulling.Options.Exclude.Owners.Add("Nobody");
        _pulling.Options.CoachingTypes = ["Cal"];

        var misnamed = (await _pulling.OpenAsync()).Misnamed;

        Assert.Equal(4, misnamed.Count);
        Assert.Contains("Crm:Include:Pipelines 'Sale' is no pipeline in Pipedrive; the nearest is 'Sales'", misnamed);
        Assert.Contains("Crm:CoachingTypes 'Cal' is no activity type in Pipedrive; the nearest is 'Call'", misnamed);
    }

    [Fact]
    public async Task The_account_has_links_and_the_zone_of_the_tokens_user()
    {
        Fake.Me["timezone_name"] = "Europe/Tallinn";

        var account = await _pulling.OpenAsync();

        Assert.Equal(("4711", "Europe/Tallinn", "https://acme.pipedrive.com/deal/{id}"), (account.Id, account.TimeZone, account.Links[FactKind.Deal]));
    }

    [Fact]
    public async Task An_hours_sync_without_a_change_costs_few_tokens()
    {
        await _pulling.PullAsync();
        _pulling.Clock.Pass(TimeSpan.FromHours(1));
        Fake.TokensLeft = 30_000;

        await _pulling.PullAsync();

        Assert.Equal(30_000 - 282, Fake.TokensLeft);
    }

    [Theory]
    [InlineData("Crm:BaseUrl")]
    [InlineData("Crm:Pipedrive:HistoryTokensPerDay")]
    [InlineData("Crm:Fields:Margin")]
    public void Faulty_settings_are_found_without_a_network(string key)
    {
        var options = _pulling.Options;
        options.Fields.DealKind = "Kind of business";
        if (key == "Crm:BaseUrl") options.BaseUrl = new CrmOptions().BaseUrl;
        else if (key == "Crm:Fields:Margin") options.Fields.Margin = "Gross\nmargin";
        else options.Pipedrive.HistoryTokensPerDay = -1;

        Assert.Equal([key], CrmOptionsValidator.Faults(options).Select(f => f.Key));
    }
}
