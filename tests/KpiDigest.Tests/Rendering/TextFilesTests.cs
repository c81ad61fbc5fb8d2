using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

/// <summary>Texts of the override folder: a new language, single texts replaced, faults named; nothing is rebuilt.</summary>
public sealed class TextFilesTests : IDisposable
{
    private readonly OverrideFolder _folder = new();

    [Fact]
    public async Task A_language_is_added_by_its_file()
    {
        _folder.Write("texts/nl.json", """{ "headline.normal.pace": "Deze week {won} gewonnen, binnen de normale marge; kwartaal op {pace} van het plan" }""");
        Assert.Contains("Deze week", (await Render("nl-NL")).Html, StringComparison.Ordinal);
        Assert.Contains("lang=\"nl\"", (await Render("nl-NL")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Deze week", (await Render("en-US")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_text_is_replaced_and_the_others_stay()
    {
        _folder.Write("texts/en.json", """{ "subject.won.change": "Sales, {week}: {won} ({change})" }""");
        var mail = await Render("en-US");
        Assert.StartsWith("Sales, Week 51: ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("within normal range", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\n \"headline.plane\": \"x\" }", "texts/en.json(3): 'headline.plane' is not a key")]
    [InlineData("{ \"headline.plain\": \"Won\" }", "texts/en.json(1): 'headline.plain' lacks the place {won}")]
    [InlineData("{ \"headline.plain\": \"{won} {lost}\" }", "has a place {lost}, which nothing fills; there are {won}")]
    [InlineData("{\n \"headline.plain\" \"{won}\" }", "texts/en.json(2): not JSON")]
    public async Task Faults_are_named_by_check_and_stop_a_digest(string json, string fault)
    {
        _folder.Write("texts/en.json", json);
        Assert.Contains(fault, Assert.Single(new DigestRenderer(new RenderingOptions { Templates = _folder.Path }).Check()), StringComparison.Ordinal);
        Assert.Contains(fault, (await Assert.ThrowsAsync<TemplateException>(() => Render("en-US"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_of_the_templates_follows_the_texts()
    {
        var renderer = new DigestRenderer(new RenderingOptions { Templates = _folder.Path });
        _folder.Write("texts/en.json", "{}");
        var before = renderer.TemplateHash;
        _folder.Write("texts/en.json", """{ "word.separator": "; " }""");
        Assert.NotEqual(before, renderer.TemplateHash);
    }

    [Fact]
    public async Task A_text_is_escaped_like_data()
    {
        _folder.Write("texts/en.json", """{ "headline.normal.pace": "<b>{won}</b> {pace}" }""");
        var mail = await Render("en-US");
        Assert.DoesNotContain("<b>€", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", mail.Html, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<RenderedDigest> Render(string culture) => new DigestRenderer(new RenderingOptions { Templates = _folder.Path })
        .RenderAsync(SomeFigures.Weekly(), SomeFigures.RecordNames(), SomeFigures.Audience(culture), TestContext.Current.CancellationToken);
}
