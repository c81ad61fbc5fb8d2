using System.Reflection;
using System.Xml.Linq;
using KpiDigest.Core.Facts;
using KpiDigest.Tests.Support;
using NodaTime;

namespace KpiDigest.Tests.HouseRules;

/// <summary>Core is pure because the compiler refuses otherwise; these tests hold what makes it refuse.</summary>
public sealed class CorePurity
{
    private const string Project = "src/KpiDigest.Core/KpiDigest.Core.csproj";
    private const string Banned = "src/KpiDigest.Core/BannedSymbols.txt";

    [Fact]
    public void Core_has_no_package_but_NodaTime_and_analyzers()
    {
        var project = XDocument.Parse(RepositoryFiles.Read(Project));
        var packages = project.Descendants("PackageReference").Where(item => (string?)item.Attribute("PrivateAssets") != "all").Select(item => (string?)item.Attribute("Include"));

        Assert.Equal(["NodaTime"], packages);
        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
    }

    [Fact]
    public void Core_stands_on_the_base_library_and_NodaTime_only()
    {
        var references = typeof(Deal).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Faults.None(references.Where(name => name != "NodaTime" && !name.StartsWith("System.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_banned_symbols_are_errors()
    {
        var project = XDocument.Parse(RepositoryFiles.Read(Project));

        Assert.Contains(project.Descendants("AdditionalFiles"), item => (string?)item.Attribute("Include") == "BannedSymbols.txt");
        Assert.Contains(project.Descendants("PackageReference"), item => (string?)item.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", RepositoryFiles.Read(".editorconfig"), StringComparison.Ordinal);
        Assert.DoesNotContain("RS0030", string.Concat(RepositoryFiles.Code("src/KpiDigest.Core").Select(RepositoryFiles.Read)), StringComparison.Ordinal);
    }

    // The analyzer ignores a line that names nothing, so a slip of the pen would open the door.
    [Fact]
    public void Every_banned_symbol_exists() => Faults.None(BannedIds().Where(id => !Exists(id)));

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:NodaTime.SystemClock")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("T:System.TimeZoneInfo")]
    [InlineData("T:System.Random")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Environment")]
    [InlineData("T:System.IO.File")]
    [InlineData("T:System.Net.Http.HttpClient")]
    public void Clock_chance_files_and_network_are_banned(string id) => Assert.Contains(id, BannedIds());

    private static IEnumerable<string> BannedIds() =>
        RepositoryFiles.Read(Banned).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(';')[0]);

    private static bool Exists(string id)
    {
        var name = id[2..].Split('(')[0];
        if (id.StartsWith("T:", StringComparison.Ordinal))
            return FindType(name) is not null;
        var dot = name.LastIndexOf('.');
        return FindType(name[..dot])?.GetMember(name[(dot + 1)..], BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Length > 0;
    }

    private static Type? FindType(string name) =>
        Type.GetType(name) ?? typeof(Instant).Assembly.GetType(name)
        ?? new[] { "System.Net.Http", "System.Net.Sockets", "System.Console", "System.Diagnostics.Process", "System.Threading.Thread", "System.Net.Primitives", "System.Net.NameResolution" }
            .Select(assembly => Type.GetType($"{name}, {assembly}")).FirstOrDefault(type => type is not null);
}
