using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KpiDigest.Rendering;
using KpiDigest.Tests.Support;

namespace KpiDigest.Tests.Rendering;

/// <summary>Every word of every text stands between marks: what is left beside them are names, numbers and dates, so no sentence escapes the texts.</summary>
public sealed partial class PseudoLanguageTests : IDisposable
{
    // The last is the reason of a case, as a CRM words it: what a CRM says is no text of ours.
    private static readonly string[] Known = ["Northwind Ltd", "HubSpot", "1 Example Street, London", "Dec", "Oct", "Nov", "Jan", "AM", "PM", "CET", "duplicate", "deals were never synced"];
    private readonly OverrideFolder _folder = new();

    public PseudoLanguageTests() => _folder.Write("texts/en.json", Marked(RepositoryFiles.Read("templates/texts/en.json")));

    [Theory]
    [InlineData("team")]
    [InlineData("company")]
    [InlineData("rep")]
    [InlineData("unchanged")]
    [InlineData("all-red")]
    [InlineData("first")]
    [InlineData("quarter-ended")]
    [InlineData("no-quota")]
    [InlineData("sixty")]
    [InlineData("signals")]
    [InlineData("nothing-known")]
    public async Task No_word_of_a_weekly_mail_stands_outside_the_texts(string name)
    {
        var digest = DigestCases.Named(name);
        var renderer = new DigestRenderer(new RenderingOptions { Templates = _folder.Path, Address = DigestCase.Options.Address });
        var mail = await (digest with { Audience = digest.Audience with { Notes = [] } }).RenderAsync(TestContext.Current.CancellationToken, renderer);
        var names = digest.Records.Values.Select(r => r.Name).Concat(digest.Figures.Children.Select(c => c.Scope.Name)).Append(digest.Figures.Scope.Name).Concat(Known)
            .Where(n => n.Length > 0).OrderByDescending(n => n.Length).ToList();
        Assert.Multiple(
            () => Assert.Empty(Outside(mail.Subject, names)),
            () => Assert.Empty(Outside(mail.Text, names)),
            () => Assert.Empty(Outside(Page(mail.Html), names)));
    }

    [Fact]
    public void A_word_outside_is_found() => Assert.Equal(["Won"], Outside("Won ⟦this week⟧ 5", []));

    public void Dispose() => _folder.Dispose();

    /// <summary>Each piece of text between its places in marks.</summary>
    private static string Marked(string json)
    {
        static string Mark(string text) => Piece().Replace(text, m => m.Value[0] == '{' ? m.Value : $"⟦{m.Value}⟧");
        var marked = new JsonObject();
        foreach (var (key, value) in JsonNode.Parse(json)!.AsObject())
            marked[key] = value is JsonObject forms ? new JsonObject(forms.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Mark(f.Value!.GetValue<string>())))) : Mark(value!.GetValue<string>());
        return marked.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static string Page(string html) => WebUtility.HtmlDecode(Tag().Replace(Head().Replace(html, ""), " "));

    private static List<string> Outside(string text, IReadOnlyList<string> names)
    {
        var left = Said().Replace(Address().Replace(text, " ").Replace('\n', ' '), " ");
        foreach (var name in names) left = left.Replace(name, " ", StringComparison.OrdinalIgnoreCase);
        return [.. Word().Matches(left).Select(m => m.Value).Distinct()];
    }

    [GeneratedRegex(@"\{\w+\}|[^{]+")]
    private static partial Regex Piece();

    [GeneratedRegex("<head>.*?</head>|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(https|mailto):\S+")]
    private static partial Regex Address();

    [GeneratedRegex("⟦[^⟧…]*(⟧|…|$)")]
    private static partial Regex Said();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
