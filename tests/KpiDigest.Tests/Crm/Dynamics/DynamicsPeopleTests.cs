using KpiDigest.Core.Facts;

namespace KpiDigest.Tests.Crm.Dynamics;

public sealed class DynamicsPeopleTests : IDisposable
{
    private static readonly string North = Pulling.Id('d', 1);
    private static readonly string Bergen = Pulling.Id('d', 2);
    private static readonly string Hunters = Pulling.Id('d', 21);
    private static readonly string Farmers = Pulling.Id('d', 22);

    private readonly Pulling _pulling = new();

    public DynamicsPeopleTests()
    {
        Unit(North, "north", Pulling.Top);
        Unit(Bergen, "bergen", North);
        Team(Pulling.Id('d', 11), "north", North, isDefault: true, 0);
        Team(Hunters, "hunters", North, isDefault: false, 0, Pulling.Id('a', 1), Pulling.Id('a', 2));
        Team(Farmers, "farmers", Pulling.Top, isDefault: false, 0, Pulling.Id('a', 2));
        Team(Pulling.Id('d', 23), "access", North, isDefault: false, 1, Pulling.Id('a', 3));
        Person(1, Bergen);
        Person(2, Bergen);
        Person(3, Bergen);
        Person(4, Pulling.Top, disabled: true);
    }

    private FakeDynamics Fake => _pulling.Fake;

    public void Dispose() => _pulling.Dispose();

    [Fact]
    public async Task Business_units_below_the_top_are_the_tree_and_teams_of_people_stand_in_it()
    {
        var teams = (await _pulling.PullAsync()).SelectMany(p => p.Facts.Teams);

        Assert.Equal([("north", null), ("bergen", North), ("hunters", North), ("farmers", null)], teams.Select(t => (t.Name, t.ParentId)));
    }

    [Fact]
    public async Task Who_is_in_one_team_belongs_to_it_and_else_to_the_business_unit()
    {
        var reps = await RepsAsync();

        Assert.Equal([Hunters, Bergen, Bergen, null], reps.Select(r => r.TeamId));
        Assert.Contains(_pulling.Warnings, w => w.StartsWith("1 user(s) are in several owner teams", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leavers_stay_and_applications_are_no_people()
    {
        var reps = await RepsAsync();

        Assert.Equal(["person 1", "person 2", "person 3", "person 4"], reps.Select(r => r.Name));
        Assert.Equal([true, true, true, false], reps.Select(r => r.Active));
    }

    [Fact]
    public async Task Where_members_are_not_told_people_belong_to_their_business_units()
    {
        Fake.Instead = address => address.Contains("teammembership_association", StringComparison.Ordinal) ? FakeDynamics.Error(400, "0x80060888", "no such property") : null;

        Assert.Equal([Bergen, Bergen, Bergen, null], (await RepsAsync()).Select(r => r.TeamId));
        Assert.Contains(_pulling.Warnings, w => w.Contains("does not tell who is in which team", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_business_units_teams_are_missing()
    {
        Fake.Tables["businessunit"].Depth = null;

        var pages = await _pulling.PullAsync();

        Assert.NotEmpty(_pulling.Account!.Missing[FactKind.Team]);
        Assert.DoesNotContain(pages, p => p.Replaces?.Contains(FactKind.Team) == true);
    }

    [Fact]
    public async Task Support_users_are_no_people()
    {
        Fake.Put("systemuser", Pulling.Id('a', 9), ("fullname", "SYSTEM"), ("accessmode", new FakeChoice(3, "Support User")), ("businessunitid", new FakeLookup("businessunit", Pulling.Top)));

        Assert.DoesNotContain(await RepsAsync(), r => r.Name == "SYSTEM");
    }

    private void Unit(string id, string name, string parent) => Fake.Put("businessunit", id, ("name", name), ("parentbusinessunitid", new FakeLookup("businessunit", parent)));

    private void Team(string id, string name, string unit, bool isDefault, int type, params string[] members) => Fake.Put(
        "team", id, ("name", name), ("teamtype", type), ("isdefault", isDefault), ("businessunitid", new FakeLookup("businessunit", unit)), ("teammembership_association", members));

    private void Person(int number, string unit, bool disabled = false) => Fake.Put(
        "systemuser", Pulling.Id('a', number), ("fullname", $"person {number}"), ("isdisabled", disabled), ("businessunitid", new FakeLookup("businessunit", unit)));

    private async Task<IReadOnlyList<Rep>> RepsAsync() => [.. (await _pulling.PullAsync()).SelectMany(p => p.Facts.Reps)];
}
