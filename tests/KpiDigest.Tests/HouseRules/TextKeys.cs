using System.Text.RegularExpressions;
using KpiDigest.Core.Languages;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.HouseRules;

/// <summary>Each text shipped is said somewhere, and each language says all of them.</summary>
public sealed partial class TextKeys
{
    // Beginnings of keys whose end is an id or a name of the code.
    private static readonly string[] Families = ["kpi.", "reason.", "definition.", "scorecard.bridge.", "scorecard.teams.header.", "scorecard.objectives.status.", "scorecard.actions.status.", "scorecard.open.due.", "kpi-name.", "kpi-definition."];
    private static readonly TextLibrary Texts = new TemplateShelf(new TemplateFolder("")).Current().Texts;

    [Fact]
    public void No_text_is_of_no_use()
    {
        var said = RepositoryFiles.Code("src").Concat(RepositoryFiles.Below("templates")).Where(f => !f.Contains("/texts/", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(RepositoryFiles.Read(file))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Faults.None(Texts.For("en").Keys.Where(k => !said.Contains(k) && !Families.Any(f => k.StartsWith(f, StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_language_says_all_texts()
    {
        var english = Texts.For("en").Keys;
        Faults.None(from language in Texts.Languages from key in english.Except(Texts.For(language).Keys) select $"texts/{language}.json lacks '{key}'");
    }

    [GeneratedRegex("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+)\"")]
    private static partial Regex Literal();
}
