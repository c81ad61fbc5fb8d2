using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class ScopeTests
{
    private static readonly SalesFacts Facts = Some.Company()
        .Team("1", name: "West").Team("2", name: "East").Team("3", "2", "Coast").Team("4", name: "Twins").Team("5", name: "twins")
        .Rep("r1", "1", name: "Cara Losch", email: "cara@example.com").Rep("r2", "2", name: "Bob").Rep("r3", "3", name: "Bob").Rep("r4", name: "Zoe")
        .Deal(Some.Deal(owner: "r1")).Deal(Some.Deal(owner: null)).Build();

    [Theory]
    [InlineData("company", ScopeKind.Company, "")]
    [InlineData(" COMPANY ", ScopeKind.Company, "")]
    [InlineData("team:west", ScopeKind.Team, "1")]
    [InlineData("Team: WEST", ScopeKind.Team, "1")]
    [InlineData("team:#3", ScopeKind.Team, "3")]
    [InlineData("team:(unassigned)", ScopeKind.Team, Scope.UnassignedTeamId)]
    [InlineData("rep:cara losch", ScopeKind.Rep, "r1")]
    [InlineData("rep:CARA@example.com", ScopeKind.Rep, "r1")]
    [InlineData("rep:#r3", ScopeKind.Rep, "r3")]
    public void Reads_what_people_write(string text, ScopeKind kind, string id)
    {
        Assert.True(Facts.TryResolve(text, out var scope, out var fault), fault);
        Assert.Equal((kind, id), (scope.Kind, scope.Id));
    }

    [Theory]
    [InlineData("team:Wets", "'West'")]
    [InlineData("team:Coa", "'Coast'")]
    [InlineData("rep:Cara Lsoch", "'Cara Losch'")]
    [InlineData("rep:Bob", "rep:#r2 or rep:#r3")]
    [InlineData("team:Twins", "team:#4 or team:#5")]
    [InlineData("team:#9", "'#9'")]
    [InlineData("team:", "company, team:NAME")]
    [InlineData("West", "company, team:NAME")]
    [InlineData("", "company, team:NAME")]
    [InlineData("region:West", "company, team:NAME")]
    public void Says_what_is_wrong_and_what_was_meant(string text, string hint)
    {
        Assert.False(Facts.TryResolve(text, out _, out var fault));
        Assert.Contains(hint, fault, StringComparison.Ordinal);
        Assert.EndsWith(fault.Contains('?', StringComparison.Ordinal) ? "?" : ".", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_company_has_its_top_teams_and_the_unassigned_row_last() =>
        Assert.Equal(["East", "Twins", "West", "twins", Scope.UnassignedTeamId], Facts.Children(Scope.Company).Select(s => s.Name));

    [Fact]
    public void A_team_has_its_sub_teams_and_members_and_a_rep_nobody()
    {
        Assert.Equal(["team:Coast", "rep:Bob"], Facts.Children(Some.Team(Facts, "2")).Select(s => s.ToString()));
        Assert.Equal(["rep:Zoe"], Facts.Children(Scope.Unassigned).Select(s => s.ToString()));
        Assert.Empty(Facts.Children(Some.Rep(Facts, "r1")));
    }

    [Fact]
    public void There_is_no_unassigned_row_where_it_owns_nothing()
    {
        var facts = Some.Company().Team("1").Rep("ann", "1").Rep("idle").Deal(Some.Deal()).Build();

        Assert.Equal(["1"], facts.Children(Scope.Company).Select(s => s.Id));
    }

    [Theory]
    [InlineData(ScopeKind.Team)]
    [InlineData(ScopeKind.Rep)]
    public void A_scope_that_is_not_among_the_facts_is_refused_everywhere(ScopeKind kind)
    {
        var scope = new Scope(kind, "gone", "Gone");

        Assert.Throws<ArgumentException>(() => Facts.Closed(scope, Some.Date("2017-01-01"), Some.Date("2018-01-01")));
        Assert.Throws<ArgumentException>(() => Facts.Created(scope, Some.Date("2017-01-01"), Some.Date("2018-01-01")));
        Assert.Throws<ArgumentException>(() => Facts.OpenAt(scope));
        Assert.Throws<ArgumentException>(() => Facts.OpenDeals(scope));
        Assert.Throws<ArgumentException>(() => Facts.Children(scope));
        Assert.Throws<ArgumentException>(() => Facts.RepsOf(scope, Facts.AsOf));
        Assert.Throws<ArgumentException>(() => Some.Evaluate(Facts, "win-rate", scope: scope));
    }
}
