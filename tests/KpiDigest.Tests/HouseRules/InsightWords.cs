using System.Text.RegularExpressions;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.HouseRules;

/// <summary>Rules find numbers; what is said stands in the texts, so that it can be translated.</summary>
public sealed partial class InsightWords
{
    [Fact]
    public void No_rule_writes_a_sentence()
    {
        var files = RepositoryFiles.Code("src/KpiDigest.Core/Insights").ToList();
        Assert.NotEmpty(files);
        Faults.None(from file in files from sentence in Sentences(RepositoryFiles.Read(file)) select $"{file}: {sentence}");
    }

    [Theory]
    [InlineData("""return $"{quarter} closed at {won}";""")]
    [InlineData("""new Insight("Won less than last week", kpi)""")]
    public void A_sentence_is_found(string line) => Assert.NotEmpty(Sentences(line));

    [Theory]
    [InlineData("""/// <summary>The first that "holds is said" here.</summary>""")]
    [InlineData("""// why "it is so" here""")]
    [InlineData("""new Insight(InsightKeys.Help, "needs-help")""")]
    [InlineData("""p.Name == "named" && q.Name == "effects" && r.Name == "bar" """)]
    public void Keys_names_and_comments_are_none(string line) => Assert.Empty(Sentences(line));

    private static IEnumerable<string> Sentences(string code) => code.Split('\n')
        .Select(line => Comment().Replace(line, ""))
        .SelectMany(line => Literal().Matches(line))
        .Select(literal => literal.Groups[1].Value)
        .Where(text => Word().Count(text) > 2 && text.Contains(' ', StringComparison.Ordinal));

    [GeneratedRegex(@"(^|\s)//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"[A-Za-z]+(?=[^A-Za-z]|$)")]
    private static partial Regex Word();
}
