using System.Text.RegularExpressions;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.HouseRules;

/// <summary>The acceptance list names tests that are there.</summary>
public sealed partial class ChecklistRules
{
    private const string List = "tests/quality/CHECKLIST.md";

    [Fact]
    public void It_has_all_47_points_once()
    {
        var points = Point().Matches(RepositoryFiles.Read(List)).Select(m => m.Groups[1].Value).ToList();
        string[] expected = [.. Numbered('E', 10), .. Numbered('H', 14), .. Numbered('M', 13), .. Numbered('P', 10)];
        Assert.Equal(expected, points);
    }

    [Fact]
    public void Every_test_it_names_exists()
    {
        var code = RepositoryFiles.Code("tests").GroupBy(Path.GetFileNameWithoutExtension).ToDictionary(g => g.Key!, g => string.Concat(g.Select(RepositoryFiles.Read)));
        Faults.None(Named().Matches(RepositoryFiles.Read(List))
            .Where(m => !code.TryGetValue(m.Groups[1].Value, out var text) || !text.Contains($" {m.Groups[2].Value}(", StringComparison.Ordinal))
            .Select(m => m.Value));
    }

    private static IEnumerable<string> Numbered(char letter, int count) => Enumerable.Range(1, count).Select(i => $"{letter}{i}");

    [GeneratedRegex(@"^\| ([EHMP]\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Point();

    [GeneratedRegex(@"`([A-Z]\w+)\.(\w+)`")]
    private static partial Regex Named();
}
