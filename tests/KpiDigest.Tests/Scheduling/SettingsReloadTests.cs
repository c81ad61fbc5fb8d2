using KpiDigest.Configuration;
using KpiDigest.Delivery;
using KpiDigest.Tests.Configuration;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Scheduling;

public class SettingsReloadTests
{
    [Fact]
    public void The_hash_of_files_changes_with_their_content_alone()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a/one.txt", "one");
        string[] paths = [folder.Combine("a"), folder.Combine("gone.json")];
        var first = ConfigurationFiles.Hash(paths);
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(first, ConfigurationFiles.Hash(paths));

        // Same length and time, other content: what a look at names, sizes and times would miss.
        File.WriteAllText(file, "eno");
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var second = ConfigurationFiles.Hash(paths);
        folder.Write("a/two.txt", "");
        var third = ConfigurationFiles.Hash(paths);
        folder.Write("gone.json", "{}");
        Assert.Equal(4, new[] { first, second, third, ConfigurationFiles.Hash(paths) }.Distinct().Count());
    }

    [Fact]
    public void What_cannot_change_in_a_running_service_is_named()
    {
        var before = Load(ConfigurationLoaderTests.Minimal);
        var after = Load(ConfigurationLoaderTests.Minimal
            .Replace("mail.example.com", "other.example.com", StringComparison.Ordinal)
            .Replace("acme-prod", "acme-test", StringComparison.Ordinal)
            .Replace("\"Ada\"", "\"Grace\"", StringComparison.Ordinal));

        Assert.Empty(RestartNeeds.Of(before.Options, before.Options));
        Assert.Equal(["Installation", "Mail:Smtp"], RestartNeeds.Of(before.Options, after.Options));
    }

    [Fact]
    public void A_refused_configuration_leaves_the_one_in_force_and_a_good_one_ends_the_refusal()
    {
        var (first, second) = (Load(ConfigurationLoaderTests.Minimal), Load(ConfigurationLoaderTests.Minimal));
        var current = new CurrentSettings(first);
        current.Refuse(["Calendar:TimeZone: unknown zone"]);
        Assert.Same(first, current.Now);
        Assert.NotEmpty(current.Refused);

        current.Take(second);
        Assert.Same(second, current.Now);
        Assert.Empty(current.Refused);
    }

    [Fact]
    public void Mail_options_take_over_what_is_safe_and_keep_the_channel()
    {
        var (live, newer) = (new MailOptions { From = "a@example.com" }, new MailOptions { From = "b@example.com", Channel = "Folder", Connections = 9, PerMinute = 7, AllowedDomains = ["x.example"] });
        var copy = live.Copy();
        copy.TakeOver(newer);

        Assert.Equal(("b@example.com", 7, "Smtp", 2), (copy.From, copy.PerMinute, copy.Channel, copy.Connections));
        Assert.True(copy.MayReceive("q@x.example"));
        Assert.Equal("a@example.com", live.From);
    }

    private static Settings Load(string json)
    {
        using var folder = new TempFolder();
        return ConfigurationLoader.Load(folder.Write("appsettings.json", json));
    }
}
