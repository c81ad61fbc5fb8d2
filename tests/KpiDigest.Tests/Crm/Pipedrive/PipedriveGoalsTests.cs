using System.Net;
using System.Text.Json.Nodes;
using KpiDigest.Core.Facts;
using KpiDigest.Crm.Pipedrive;

namespace KpiDigest.Tests.Crm.Pipedrive;

public sealed class PipedriveGoalsTests : IDisposable
{
    private readonly Pulling _pulling = new();

    public PipedriveGoalsTests()
    {
        foreach (var (id, name) in new[] { (12, "Ana"), (14, "Bo"), (15, "Cy") }) Fake.Users.Add(new JsonObject { ["id"] = id, ["name"] = name, ["active_flag"] = id != 15 });
    }

    private FakePipedrive Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Everybodys_goals_come_and_not_only_those_of_the_tokens_user()
    {
        Goal("a", "person", 14);
        Goal("b", "person", 900);

        Assert.Equal(["Rep 14", "Rep 900"], (await QuotasAsync()).Select(q => $"{q.Subject} {q.SubjectId}"));
    }

    [Theory]
    [InlineData("weekly", "2026-10-01", "2026-10-21", "10-01 10-08, 10-08 10-15, 10-15 10-22")]
    [InlineData("monthly", "2026-10-01", "2026-12-31", "10-01 11-01, 11-01 12-01, 12-01 01-01")]
    [InlineData("monthly", "2026-10-31", "2026-12-30", "10-31 11-30, 11-30 12-31")]
    [InlineData("quarterly", "2026-10-01", "2026-12-31", "10-01 01-01")]
    [InlineData("yearly", "2026-01-01", "2026-06-30", "01-01 07-01")]
    public async Task The_target_is_that_of_each_interval(string interval, string start, string end, string days)
    {
        Goal("a", "person", 14, interval, start, end);

        var quotas = await QuotasAsync();

        Assert.Equal(days, string.Join(", ", quotas.Select(q => $"{q.Start.ToString("MM-dd", null)} {q.End.ToString("MM-dd", null)}")));
        Assert.All(quotas, q => Assert.Equal((60_000m, "USD"), (q.Amount, q.Currency)));
        Assert.Equal(quotas.Count, quotas.Select(q => q.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_open_ended_goal_is_cut_up_to_the_end_of_next_year_and_one_that_was_switched_off_is_none()
    {
        Goal("a", "company", 1, "yearly", "2026-01-01", null);
        Goal("b", "person", 14, "yearly", "2026-01-01", null, active: false);
        Goal("c", "person", 14, "quarterly", "2026-04-01", "2026-06-30", active: false);

        Assert.Equal(["Company  2026", "Company  2027", "Rep 14 2026"], (await QuotasAsync()).Select(q => $"{q.Subject} {q.SubjectId} {q.Start.Year}"));
    }

    [Fact]
    public async Task Goals_for_a_number_of_deals_or_in_no_known_currency_are_no_quotas()
    {
        Goal("a", "person", 14)["expected_outcome"]!["tracking_metric"] = "quantity";
        Goal("b", "person", 12)["expected_outcome"]!["currency_id"] = 77;

        Assert.Empty(await QuotasAsync());
        Assert.Contains(_pulling.Warnings, w => w.Contains("known currency", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_goals_of_somebody_that_overlap_one_counts_unless_their_pipelines_differ()
    {
        Goal("a", "person", 14, "monthly", "2026-10-01", "2026-12-31");
        Goal("b", "person", 14, "quarterly", "2026-10-01", "2026-12-31");
        Goal("c", "person", 12)["type"]!["params"] = new JsonObject { ["pipeline_id"] = new JsonArray(1) };
        Goal("d", "person", 12)["type"]!["params"] = new JsonObject { ["pipeline_id"] = new JsonArray(2) };

        Assert.Equal(["b 14", "c 12", "d 12"], (await QuotasAsync()).Select(q => $"{q.Id[0]} {q.SubjectId}"));
        Assert.Contains(_pulling.Warnings, w => w.Contains("overlap with another goal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_goal_of_somebody_in_several_teams_or_who_left_is_of_the_teams_family()
    {
        Team(1, 12, 14);
        Team(2, 14);
        Goal("t", "team", 1);
        foreach (var person in new[] { 12, 14, 15 }) Goal($"p{person}", "person", person);

        Assert.Equal(["p12 ", "p14 deals_won", "p15 deals_won", "t deals_won"], (await QuotasAsync()).Select(q => $"{q.Id.Split(':')[0]} {q.Family}").Order(StringComparer.Ordinal));
        Assert.Contains(_pulling.Account!.Warnings, w => w.StartsWith("1 people are in several teams", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goals_that_may_not_be_read_are_missing_and_name_the_file_that_takes_their_place()
    {
        Fake.Refused["/" + PipedriveApi.Goals] = HttpStatusCode.Forbidden;

        Assert.Contains("quotas.csv", (await _pulling.OpenAsync()).Missing[FactKind.Quota], StringComparison.Ordinal);
    }

    private async Task<List<Quota>> QuotasAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Quotas)];

    private void Team(int id, params int[] users) =>
        Fake.Teams.Add(new JsonObject { ["id"] = id, ["name"] = $"Team {id}", ["users"] = new JsonArray([.. users.Select(u => (JsonNode)u)]), ["active_flag"] = 1, ["deleted_flag"] = 0 });

    private JsonObject Goal(string id, string assignee, int subject, string interval = "quarterly", string start = "2026-10-01", string? end = "2026-12-31", bool active = true)
    {
        var goal = new JsonObject
        {
            ["id"] = id,
            ["type"] = new JsonObject { ["name"] = "deals_won", ["params"] = new JsonObject { ["pipeline_id"] = null } },
            ["assignee"] = new JsonObject { ["type"] = assignee, ["id"] = (long)subject },
            ["interval"] = interval,
            ["duration"] = new JsonObject { ["start"] = start, ["end"] = end },
            ["expected_outcome"] = new JsonObject { ["target"] = 60_000, ["tracking_metric"] = "sum", ["currency_id"] = 2 },
            ["is_active"] = active,
        };
        Fake.Goals.Add(goal);
        return goal;
    }
}
