using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

public sealed class TemplateCheckTests : IDisposable
{
    private readonly OverrideFolder _folder = new();

    [Fact]
    public void The_shipped_templates_have_no_fault() => Assert.Empty(new DigestRenderer(new RenderingOptions()).Check());

    [Theory]
    [InlineData("weekly/subject.txt", "fine\n{{subjekt}}", "subject.txt(2): 'subjekt' is not known here")]
    [InlineData("weekly/body.txt", "{{#each rows}}\n{{name}}\n{{vlaue}}\n{{/each}}", "body.txt(3): 'vlaue' is not known here; DigestRow has")]
    [InlineData("weekly/body.txt", "{{#if team}}{{#each team.rows}}{{nope}}{{/each}}{{/if}}", "'nope' is not known here; DigestTableRow has")]
    [InlineData("weekly/body.txt", "{{#if nothing}}x{{/if}}", "'nothing' is not known here")]
    [InlineData("weekly/body.txt", "{{#each subject}}x{{/each}}", "'subject' is no list")]
    [InlineData("weekly/body.txt", "{{shout subject}}", "'shout' is no function")]
    [InlineData("weekly/body.txt", "{{padLeft subject}}", "padLeft takes 2 argument(s)")]
    [InlineData("weekly/body.txt", "{{> nowhere}}", "there is no partial 'nowhere'")]
    [InlineData("weekly/body.txt", "{{#if subject}}x", "{{#if}} is never closed")]
    [InlineData("weekly/body.txt", "x{{/if}}", "closes nothing")]
    [InlineData("weekly/body.txt", "{{text \"no.such\"}}", "there is no text 'no.such'")]
    [InlineData("weekly/body.txt", "{{text subject}}", "subject must be the key of a text in quotes")]
    [InlineData("weekly/body.txt", "{{upperText \"headline.plain\"}}", "the text 'headline.plain' has places")]
    [InlineData("shared/foot.txt", "{{footer.assOf}}", "foot.txt(1): 'footer.assOf' is not known here")]
    public void A_name_that_does_not_exist_is_a_fault_with_file_and_line(string file, string text, string fault)
    {
        _folder.Write(file, text);
        Assert.Contains(Check(), f => f.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<p>{{{subject}}}</p>", "raw output")]
    [InlineData("<p>{{&subject}}</p>", "raw output")]
    [InlineData("<script>1</script>", "script")]
    [InlineData("<SCRIPT src=x>", "script")]
    [InlineData("<iframe></iframe>", "iframe")]
    [InlineData("<object></object>", "object")]
    [InlineData("<base href=\"https://x\">", "base")]
    [InlineData("<meta http-equiv=\"refresh\">", "http-equiv")]
    [InlineData("<p onclick=\"x()\">", "event handlers")]
    [InlineData("<svg/onload=x>", "event handlers")]
    [InlineData("<img src=\"https://example.com/x.png\">", "remote or local resources")]
    [InlineData("<img src=\"file:///etc/passwd\">", "file:")]
    [InlineData("<p style=\"background:url(https://example.com/x)\">", "remote or local resources")]
    [InlineData("<style>@import 'x';</style>", "remote or local resources")]
    [InlineData("<link rel=stylesheet href=x>", "link")]
    [InlineData("<a href=\"javascript:x\">y</a>", "javascript:")]
    [InlineData("<a href=\"http://example.com\">y</a>", "links must be https")]
    public void What_runs_or_loads_is_refused_with_file_and_line(string html, string fault)
    {
        _folder.Write("quarterly/scorecard.html", "<!DOCTYPE html>\n<html>\n<head></head><body>\n" + html + "\n</body></html>");
        Assert.Contains(Check(), f => f.Contains("scorecard.html(4)", StringComparison.Ordinal) && f.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_template_is_not_rendered_either()
    {
        _folder.Write("weekly/body.html", "<!DOCTYPE html><html><head></head><body><script>{{subject}}</script></body></html>");
        await Assert.ThrowsAsync<TemplateException>(() => new DigestRenderer(new RenderingOptions { Templates = _folder.Path })
            .RenderAsync(SomeFigures.Weekly(), SomeFigures.RecordNames(), SomeFigures.Audience(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_unknown_name_throws_at_render_too()
    {
        _folder.Write("weekly/subject.txt", "{{#if team}}{{subjekt}}{{/if}}");
        var set = new TemplateShelf(new TemplateFolder(_folder.Path)).Current();
        var digest = Core.Digests.Weekly.WeeklyComposer.Compose(SomeFigures.Weekly(), new Dictionary<(Core.Facts.FactKind Kind, string Id), Core.Digests.NamedRecord>(), SomeFigures.Audience());
        Assert.Contains("subject.txt", Assert.Throws<TemplateException>(() => set.Render("weekly/subject.txt", digest, "en-US")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "fonts": { "mail": "Arial; } body { x" } }""", "list of font names")]
    [InlineData("""{ "text": { "ink": { "light": "red", "dark": "#ffffff" } } }""", "six digits")]
    [InlineData("{ broken", "theme.json")]
    public void A_theme_that_could_break_a_style_is_refused(string theme, string fault)
    {
        _folder.Write("theme.json", theme);
        Assert.Contains(fault, Assert.Single(Check()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trick_that_writes_an_element_by_parts_is_caught_on_the_print_page() =>
        Assert.Throws<TemplateException>(() => HtmlRenderer.PrintPage("<!DOCTYPE html><html><head></head><body><script>1</script></body></html>"));

    [Theory]
    [InlineData("<!DOCTYPE html><!-- <head> --><html><body></body></html>")]
    [InlineData("<p>no page</p>")]
    public void A_print_page_without_a_real_head_is_refused(string page) => Assert.Throws<TemplateException>(() => HtmlRenderer.PrintPage(page));

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<string> Check() => new DigestRenderer(new RenderingOptions { Templates = _folder.Path }).Check();
}
