using System.Text.RegularExpressions;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.HouseRules;

/// <summary>What the repository's texts must not hold: broken links, places of one machine, hosts nobody expects.</summary>
public sealed partial class TextRules
{
    // Hosts that may stand in an address anywhere in the repository; names under example.com, .org, .net, .test and .invalid too.
    private static readonly string[] Hosts =
    [
        "localhost", "127.0.0.1", "0.0.0.0", "api.hubapi.com", "app.hubspot.com", "app-eu1.hubspot.com", "developers.hubspot.com", "github.com", "dot.net", "learn.microsoft.com",
        "www.w3.org", "keepachangelog.com", "semver.org", "www.rfc-editor.org", "handlebarsjs.com", "opentelemetry.io", "www.quartz-scheduler.net", "nodatime.org",
        "outlook.office365.com", "graph.microsoft.com", "login.microsoftonline.com", "json-schema.org", "login.salesforce.com", "test.salesforce.com", "acme.my.salesforce.com", "acme.pipedrive.com", "acme.crm4.dynamics.com", "acme.api.crm4.dynamics.com",
    ];

    [Fact]
    public void Every_link_of_a_markdown_file_leads_somewhere()
    {
        var broken = from file in RepositoryFiles.Below()
                     where file.EndsWith(".md", StringComparison.Ordinal)
                     from Match link in Link().Matches(Fence().Replace(RepositoryFiles.Read(file), ""))
                     let target = link.Groups[1].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
                     let path = Path.Combine(Path.GetDirectoryName(RepositoryRoot.Combine(file))!, Uri.UnescapeDataString(target))
                     where !File.Exists(path) && !Directory.Exists(path)
                     select $"{file}: {target}";

        Faults.None(broken);
    }

    [Fact]
    public void Addresses_name_only_hosts_that_are_expected()
    {
        var strange = from file in RepositoryFiles.Texts()
                      from Match address in Address().Matches(RepositoryFiles.Read(file))
                      let host = address.Groups[1].Value.ToLowerInvariant()
                      where !IsExpected(host)
                      select $"{file}: {host}";

        Faults.None(strange.Distinct());
    }

    [Fact]
    public void No_text_names_a_place_of_one_machine()
    {
        var places = from file in RepositoryFiles.Texts()
                     from Match place in Place().Matches(RepositoryFiles.Read(file))
                     select $"{file}: {place.Value}";

        Faults.None(places.Distinct());
    }

    [Fact]
    public void Text_files_end_lines_with_LF_only() =>
        Faults.None(RepositoryFiles.Texts().Where(file => !file.EndsWith(".eml", StringComparison.Ordinal) && RepositoryFiles.Read(file).Contains("\r\n", StringComparison.Ordinal)));

    [Fact]
    public void Every_script_starts_with_a_shebang_and_may_be_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no execute bit.");
        var wrong = RepositoryFiles.Below().Where(file => RepositoryFiles.Read(file).StartsWith("#!", StringComparison.Ordinal))
            .Where(file => !OperatingSystem.IsWindows() && !File.GetUnixFileMode(RepositoryRoot.Combine(file)).HasFlag(UnixFileMode.UserExecute));

        Faults.None(wrong);
    }

    private static bool IsExpected(string host) =>
        Hosts.Contains(host) || host == "example" || ReservedHost().IsMatch(host);

    [GeneratedRegex(@"\]\(<?([^)>\s]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```[\s\S]*?^```|`[^`\n]*`", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\bhttps?://(?:[^/\s@""]+@)?([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])(?![A-Za-z0-9.-]*[{<])")]
    private static partial Regex Address();

    [GeneratedRegex(@"(^|\.)(example\.(com|org|net)|example|test|invalid|localhost)$")]
    private static partial Regex ReservedHost();

    [GeneratedRegex(@"(?<![\w.~$})*])/(?:home|root|Users|w[o]rk|tmp/[a-z]{2})/\S*")]
    private static partial Regex Place();
}
