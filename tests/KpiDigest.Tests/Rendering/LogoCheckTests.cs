using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

/// <summary>What <c>check</c> says of a logo: the file and the cause.</summary>
public sealed class LogoCheckTests : IDisposable
{
    private readonly LogoFolder _folder = new();

    [Fact]
    public void A_theme_with_a_logo_has_no_fault() => Assert.Empty(Check());

    [Theory]
    [InlineData("../logo.png")]
    [InlineData("/etc/logo.png")]
    [InlineData("weekly/logo.png")]
    [InlineData("logo.svg")]
    [InlineData("logo.png.svg")]
    [InlineData("logo.png\r\nX-Evil: 1.png")]
    [InlineData("\"><script>.png")]
    [InlineData("cid:logo.png")]
    [InlineData(".png")]
    [InlineData("lo\u202ego.png")]
    public void A_name_that_is_not_plainly_that_of_a_PNG_file_is_refused(string name)
    {
        _folder.WriteTheme($$"""{ "brand": { "logo": {{System.Text.Json.JsonSerializer.Serialize(name)}} } }""");
        Says("theme.json: brand.logo is '");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        _folder.WriteTheme("""{ "brand": { "logo": "none.png" } }""");
        Says("theme.json: brand.logo: there is no none.png beside theme.json");
    }

    [Fact]
    public void A_file_that_is_too_large_is_named()
    {
        _folder.WriteLogo("logo.png", [.. SomePng.Drawn(), .. new byte[Logo.MostBytes]]);
        Says("logo.png: empty or larger than 100 KB");
    }

    [Fact]
    public void A_file_of_another_kind_is_named()
    {
        _folder.WriteLogo("logo.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"u8.ToArray());
        Says("logo.png: no PNG file");
    }

    [Fact]
    public void A_file_that_was_cut_off_is_named()
    {
        _folder.WriteLogo("logo.png", SomePng.Drawn()[..^5]);
        Says("logo.png: no PNG file, or not a whole one");
    }

    [Theory]
    [InlineData(600, 64, "300 wide and may be 280")]
    [InlineData(0, 64, "0 by 64 pixels")]
    [InlineData(2001, 2000, "2001 by 2000 pixels")]
    [InlineData(-1, -1, "4294967295 by 4294967295 pixels")]
    public void A_picture_of_a_size_that_does_not_fit_is_named(int width, int height, string fault)
    {
        _folder.WriteLogo("logo.png", SomePng.Claiming(width, height));
        Says("logo.png: ", fault);
    }

    [Theory]
    [InlineData("""{ "brand": { "logoHeight": 81 } }""", "brand.logoHeight must be")]
    [InlineData("""{ "brand": { "logoHeight": "32" } }""", "brand.logoHeight must be")]
    [InlineData("""{ "brand": { "company": 1 } }""", "brand.company must be a text")]
    [InlineData("""{ "brand": { "colour": "red" } }""", "brand has no 'colour'")]
    public void An_entry_of_the_brand_that_is_not_what_it_must_be_is_named(string theme, string fault)
    {
        _folder.WriteTheme(theme);
        Says("theme.json: ", fault);
    }

    [Fact]
    public void A_link_to_a_picture_outside_the_folder_is_refused()
    {
        var outside = _folder.Files.WriteOutside("secret.png", "password");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "linked.png"), outside);
        _folder.WriteTheme("""{ "brand": { "logo": "linked.png" } }""");
        Says("linked.png: the link leads outside");
    }

    [Fact]
    public void A_large_picture_that_is_not_the_logo_is_nobodys_business()
    {
        _folder.WriteLogo("photo.png", new byte[900_000]);
        Assert.Empty(Check());
    }

    [Theory]
    [InlineData("<p title=\"{{logo company}}\">x</p>")]
    [InlineData("<p title=\"{{logo\tcompany}}\">x</p>")]
    [InlineData("<a href=\"{{printLogo company}}\">x</a>")]
    [InlineData("<style>{{logo company}}</style>")]
    public void A_logo_may_stand_in_text_only(string template)
    {
        _folder.Files.Write("weekly/body.html", template);
        Assert.Contains(Check(), f => f.Contains("a chart or logo may not be drawn", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private void Says(params string[] words)
    {
        var fault = Assert.Single(Check());
        Assert.All(words, w => Assert.Contains(w, fault, StringComparison.Ordinal));
        Assert.StartsWith(_folder.Path, fault, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Check() => new DigestRenderer(new RenderingOptions { Templates = _folder.Path }).Check();
}
