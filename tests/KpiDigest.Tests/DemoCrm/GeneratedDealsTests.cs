using KpiDigest.DemoCrm;
using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.Tests.DemoCrm;

public sealed class GeneratedDealsTests
{
    [Fact]
    public void History_explains_the_present_values_of_every_deal()
    {
        foreach (var deal in DemoWorld.Deals)
        {
            foreach (var property in Tracked.Properties)
            {
                var entries = deal.History.Where(h => h.Property == property).ToList();
                Assert.Equal(DealEdits.Value(deal, property), entries.Count == 0 ? default : entries[^1].Value);
                for (var i = 1; i < entries.Count; i++)
                {
                    Assert.True(entries[i].At > entries[i - 1].At, $"{deal.Id} {property}");
                    Assert.NotEqual(entries[i - 1].Value, entries[i].Value);
                }
            }
        }
    }

    [Fact]
    public void Every_change_lies_between_creation_and_the_end_of_the_data()
    {
        Assert.All(DemoWorld.Deals, d =>
        {
            Assert.All(d.History, h => Assert.InRange(h.At, d.Created!.Value, DemoWorld.Data.EndsAt - Duration.Epsilon));
            Assert.InRange(d.Modified, d.History[^1].At, DemoWorld.Data.EndsAt - Duration.Epsilon);
            Assert.Equal(d.Created, d.History.First(h => h.Property == Tracked.Stage).At);
            Assert.Equal(d.Created, d.History.First(h => h.Property == Tracked.Owner).At);
        });
    }

    [Fact]
    public void A_closed_deal_entered_its_stage_at_its_close_date()
    {
        foreach (var deal in DemoWorld.Deals.Where(d => d.Stage.IsClosed))
        {
            Assert.Equal(deal.Close, deal.StageEntered);
            Assert.Equal(deal.Close, deal.History.Last(h => h.Property == Tracked.Stage).At);
            Assert.Equal(deal.Stage.IsWon ? "CLOSED" : "OMIT", deal.Category);
        }
    }

    [Fact]
    public void Owners_worked_here_when_they_got_a_deal_and_leavers_handed_most_on()
    {
        var data = DemoWorld.Data;
        var owners = data.Owners.ToDictionary(o => o.Id);
        Assert.All(DemoWorld.Deals, d => Assert.All(
            d.History.Where(h => h.Property == Tracked.Owner),
            h => Assert.True(!owners[h.Value.Number].Archived || h.At < owners[h.Value.Number].Updated, $"{d.Id}")));
        var left = owners.Values.Where(o => o.Archived).ToList();
        Assert.Equal(3, left.Count);
        Assert.All(left, o => Assert.True(DemoWorld.Living.Count(d => !d.Stage.IsClosed && d.OwnerId == o.Id) <= 5));
        Assert.InRange(DemoWorld.Living.Count(d => d.History.Any(h => h.Source == Tracked.ByAutomation && h.Property == Tracked.Owner)), 10, 100);
    }

    [Fact]
    public void The_company_has_the_size_and_the_oddities_it_should_have()
    {
        var data = DemoWorld.Data;
        var living = DemoWorld.Living.ToList();
        Assert.InRange(living.Count, 10_001, 11_000);
        Assert.Equal((40, 6, 3), (data.Owners.Count(o => !o.Archived) - 6, data.Teams.Count, data.Owners.Count(o => o.Archived)));
        Assert.Equal(1_800, data.Records["companies"].Count);
        Assert.Contains(living, d => d.Amount is null);
        Assert.Contains(living, d => d.Currency == "USD" && d.HomeAmount < d.Amount);
        Assert.Contains(living, d => d.MergedIds.Count > 0);
        Assert.Contains(living, d => d.Kind is null);
        Assert.Contains(living, d => d.Stage.IsLost && d.LostReason is null);
        Assert.Contains(living, d => d.Name.Contains('<', StringComparison.Ordinal));
        Assert.InRange(DemoWorld.Deals.Count(d => d.ArchivedAt is not null), 30, 100);
        Assert.InRange(living.Count(Reopened), 80, 300);
        Assert.InRange(living.Count(d => d.History.Count(h => h.Property == Tracked.Close) > 2), 1_000, 9_000);
        Assert.Contains(data.Owners, o => (o.FirstName + o.LastName).Length > 30);
        Assert.Contains(data.Owners, o => o.LastName.Contains('\'', StringComparison.Ordinal));
        Assert.Equal(data.Owners.Count, data.Owners.Select(o => o.Email).Distinct().Count());
        Assert.All(data.Owners, o => Assert.Matches("^[a-z0-9.-]+@example\\.com$", o.Email));
    }

    [Fact]
    public void Team_goals_are_the_sum_of_the_user_goals_of_their_family()
    {
        var goals = DemoWorld.Data.Records["goal_targets"].Cast<GoalRecord>().ToList();
        Assert.All(goals.GroupBy(g => g.Family), family =>
        {
            var team = Assert.Single(family, g => g.TeamId != 0);
            Assert.Equal(family.Where(g => g.TeamId == 0).Sum(g => g.Target), team.Target);
            Assert.All(family, g => Assert.True(g.OwnerId != 0 ^ g.TeamId != 0));
        });
        Assert.Equal(12 * 6, goals.Select(g => g.Family).Distinct().Count());
    }

    [Fact]
    public void The_data_ends_on_a_monday_midnight_with_full_week_and_quarter_behind_it()
    {
        var data = DemoWorld.Data;
        var end = data.EndsAt.InZone(DateTimeZoneProviders.Tzdb[data.TimeZone]).LocalDateTime;
        Assert.Equal(new LocalDateTime(2026, 11, 16, 0, 0), end);
        Assert.Equal(IsoDayOfWeek.Monday, end.DayOfWeek);
        Assert.Equal(["Friederike Großmann", "Ueli Brändli", "Élodie Lefèvre", "Bjørn Aagaard", "Priya Ramanathan", "Íñigo Etxeberria"], data.TeamLeads.Select(l => l.Name));
        Assert.All(data.TeamLeads, l => Assert.Contains(data.Owners, o => o.Email == l.Email && data.Teams.Any(t => t.Id == o.TeamId && t.Name == l.Team)));
    }

    private static bool Reopened(DealRecord deal)
    {
        var stages = deal.History.Where(h => h.Property == Tracked.Stage).Select(h => h.Value.Text).ToList();
        return stages.IndexOf("closedlost") is >= 0 and var lost && lost < stages.Count - 1;
    }
}
