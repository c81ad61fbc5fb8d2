using KpiDigest.Configuration;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.Configuration;

public class GroupTests
{
    private const string Board = "{ \"Name\": \"board\", \"Members\": [ { \"Email\": \"Ada@example.com\", \"At\": \"06:30\" }, { \"Email\": \"bo@example.com\", \"TimeZone\": \"Asia/Tokyo\" } ] }";

    [Fact]
    public void The_members_of_a_group_are_recipients_with_the_scope_of_the_line_that_names_it()
    {
        var recipients = Load(Board, "{ \"Group\": \"Board\", \"Scope\": \"team:North\", \"TimeZone\": \"America/New_York\" }").Digests[0].Recipients;

        Assert.Equal(["ada@example.com", "bo@example.com"], recipients.Select(r => r.Email));
        Assert.All(recipients, r => Assert.Equal("team:North", r.Scope));
        Assert.Equal(["America/New_York", "Asia/Tokyo"], recipients.Select(r => r.Zone.Id));
        Assert.Equal(new LocalTime(6, 30), recipients[0].At);
    }

    [Fact]
    public void Who_is_in_two_groups_or_also_listed_gets_one_mail_and_the_own_line_counts()
    {
        var twice = Board.Replace("board", "again", StringComparison.Ordinal);
        var recipients = Load(
            $"{Board}, {twice}", "{ \"Group\": \"board\", \"Scope\": \"company\" }, { \"Group\": \"again\", \"Scope\": \"company\" }, { \"Email\": \"bo@example.com\", \"Scope\": \"company\", \"Culture\": \"ja-JP\" }").Digests[0].Recipients;

        Assert.Equal(["ada@example.com", "bo@example.com"], recipients.Select(r => r.Email));
        Assert.Equal("ja-JP", recipients[1].Culture);
    }

    [Theory]
    [InlineData("{ \"Email\": \"bo@example.com\", \"Scope\": \"team:North\" }, { \"Group\": \"board\", \"Scope\": \"company\" }", "Digests:0:Recipients:1 (group board)", "scope company here and scope team:North at Digests:0:Recipients:0")]
    [InlineData("{ \"Group\": \"bord\", \"Scope\": \"company\" }", "Digests:0:Recipients:0:Group", "no such group. Groups: board.")]
    [InlineData("{ \"Group\": \"board\", \"Email\": \"x@example.com\", \"Scope\": \"company\" }", "Digests:0:Recipients:0:Email", "write one of them")]
    public void A_person_with_two_scopes_or_a_group_that_is_none_is_a_fault(string recipients, string key, string expected) =>
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Load(Board, recipients)).Faults, f => f.Key == key && f.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ \"Name\": \"\", \"Members\": [ { \"Email\": \"a@example.com\" } ] }", "Groups:0:Name")]
    [InlineData("{ \"Name\": \"x\", \"Members\": [] }", "Groups:0:Members")]
    [InlineData("{ \"Name\": \"x\", \"Members\": [ { \"Email\": \"a\" } ] }", "Groups:0:Members:0:Email")]
    [InlineData("{ \"Name\": \"x\", \"Members\": [ { \"Email\": \"a@example.com\", \"At\": \"25:00\" } ] }", "Groups:0:Members:0:At")]
    public void A_fault_of_a_group_is_said_at_the_group(string group, string key) =>
        Assert.Contains(Assert.Throws<ConfigurationException>(() => Load(group, "{ \"Email\": \"b@example.com\", \"Scope\": \"company\" }")).Faults, f => f.Key == key);

    private static Settings Load(string groups, string recipients)
    {
        using var folder = new TempFolder();
        return ConfigurationLoader.Load(folder.Write("appsettings.json", $$"""
            { "Crm": { "Kind": "HubSpot", "Token": "t" }, "Groups": [ {{groups}} ],
              "Digests": [ { "Id": "w", "Template": "weekly", "Schedule": { "Cron": "0 0 7 ? * MON" }, "Recipients": [ {{recipients}} ] } ] }
            """));
    }
}
