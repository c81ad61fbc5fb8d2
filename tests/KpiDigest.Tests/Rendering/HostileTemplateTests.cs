using KpiDigest.Rendering;

namespace KpiDigest.Tests.Rendering;

/// <summary>What a template's author may try, at every kind of place: each is refused before anything is rendered.</summary>
public sealed class HostileTemplateTests : IDisposable
{
    private readonly OverrideFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<scr{{! }}ipt>1</scr{{! }}ipt>")]
    [InlineData("<{{subject}}>")]
    [InlineData("<p {{subject}}>x</p>")]
    [InlineData("<p title={{subject}}>x</p>")]
    [InlineData("<p {{#if subject}}title=\"a\"{{/if}}>x</p>")]
    [InlineData("<p title=\"a{{#if subject}}\" lang=\"{{/if}}b\">x</p>")]
    [InlineData("<p title=\"><img src=x onerror=alert(1)>\">x</p>")]
    [InlineData("<p title=\"{{> deal}}\">x</p>")]
    [InlineData("<p title=\"{{chart revenue.chart}}\">x</p>")]
    [InlineData("<a title=\">\" href=\"&#106;avascript:alert(1)\">x</a>")]
    [InlineData("<a/href=\"&#106;avascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"java&#10;script:alert(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html,x\">x</a>")]
    [InlineData("<a href=\"x{{subject}}\">x</a>")]
    [InlineData("<area href=\"https://example.com\">")]
    [InlineData("<p formaction=\"https://example.com\">x</p>")]
    [InlineData("<a ping=\"https://example.com\" href=\"https://example.com\">x</a>")]
    [InlineData("<meta content=\"0;url=https://example.com\" http-equiv = refresh>")]
    [InlineData("<img srcset=\"https://example.com/x.png 2x\" alt=\"\">")]
    [InlineData("<img src=\"{{subject}}\" alt=\"\">")]
    [InlineData("<img src=\"data:image/svg+xml,x\" alt=\"\">")]
    [InlineData("<picture><source srcset=\"https://example.com/x.png\"></picture>")]
    [InlineData("<svg><image href=\"https://example.com/x.png\"/></svg>")]
    [InlineData("<svg><use href=\"https://example.com/x.svg#a\"/></svg>")]
    [InlineData("<svg><rect fill=\"url(https://example.com/x)\"/></svg>")]
    [InlineData("<svg><set attributeName=\"href\" to=\"https://example.com\"/></svg>")]
    [InlineData("<math><mtext></mtext></math>")]
    [InlineData("<p style=\"background:u\\72l(https://example.com/x)\">x</p>")]
    [InlineData("<p style=\"background:&#117;rl(https://example.com/x)\">x</p>")]
    [InlineData("<p style=\"background:ur{{subject}}l(https://example.com/x)\">x</p>")]
    [InlineData("<p style=\"background:{{subject}}(https://example.com/x)\">x</p>")]
    [InlineData("<p style=\"background:image-set('https://example.com/x' 1x)\">x</p>")]
    [InlineData("<p style=\"width:expression(alert(1))\">x</p>")]
    [InlineData("<p style=\"behavior:url(x)\">x</p>")]
    [InlineData("<p style=\"color:{{upper subject}}\">x</p>")]
    [InlineData("<style>@imp{{! }}ort 'https://example.com/x.css';</style>")]
    [InlineData("<style>@{{#if subject}}im{{/if}}port 'https://example.com/x.css';</style>")]
    [InlineData("<style>@font-face { font-family: x; src: local(x) }</style>")]
    [InlineData("<style>p { background: u\\000072l(https://example.com/x) }</style>")]
    [InlineData("<style>p { color: red <b> }</style>")]
    [InlineData("<style>{{> deal}}</style>")]
    [InlineData("<style>p { color: red }")]
    [InlineData("<!--> <img src=x onerror=alert(1)> -->")]
    [InlineData("<!-- {{subject}} -->")]
    [InlineData("<!--[if mso]><p title=\"-->\"><![endif]-->")]
    [InlineData("<![CDATA[ x ]]>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<title><p title=\"</title><script>\"></title>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x>\"></noscript>")]
    [InlineData("<textarea><p></textarea>")]
    [InlineData("<p>1 < 2</p>")]
    [InlineData("<p>{{> ../../etc/passwd}}</p>")]
    [InlineData("<p>{{> (lookup this \"x\")}}</p>")]
    [InlineData("<p>{{lookup this \"subject\"}}</p>")]
    [InlineData("<p>{{log subject}}</p>")]
    [InlineData("<p>{{subject.Length.GetType.Assembly}}</p>")]
    [InlineData("<p>{{#*inline \"x\"}}y{{/inline}}</p>")]
    [InlineData("<p>{{#> deal}}y{{/deal}}</p>")]
    [InlineData("<p>{{{{raw}}}}y{{{{/raw}}}}</p>")]
    [InlineData("<p>{{upper \"}}</p>")]
    [InlineData("{{#if subject}}<style>{{/if}}p { color: red }</style>")]
    public async Task Is_refused_in_a_mail_a_part_and_the_print_page(string trap)
    {
        var page = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title></head><body>\n" + trap + "\n</body></html>";
        _folder.Write("quarterly/scorecard.html", page);
        Assert.NotEmpty(Check());
        _folder.Write("quarterly/scorecard.html", "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title></head><body></body></html>");
        _folder.Write("weekly/body.html", page);
        Assert.NotEmpty(Check());
        await RenderingFails();
        _folder.Write("weekly/body.html", "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title></head><body>{{> trap}}</body></html>");
        _folder.Write("shared/trap.html", trap);
        Assert.NotEmpty(Check());
    }

    [Theory]
    [InlineData("<p>{{!-- a }} remark --}}fine</p>")]
    [InlineData("<!-- a remark --><p>x</p>")]
    [InlineData("<!--[if mso]><table><tr><td><![endif]-->x<!--[if mso]></td></tr></table><![endif]-->")]
    [InlineData("<p title=\"{{#if subject}}{{subject}}{{else}}none{{/if}}\">{{#each notes}}{{this}}{{/each}}</p>")]
    [InlineData("<p style=\"width:{{#if subject}}10{{else}}20{{/if}}%;color:{{colour \"ink\"}}\">x</p>")]
    [InlineData("<img src=\"cid:logo\" alt=\"Company\" width=\"100\" height=\"20\">")]
    [InlineData("<a href=\"mailto:a@example.com?subject=stop\">stop</a>")]
    [InlineData("<svg viewBox=\"0 0 1 1\" role=\"img\" aria-label=\"a\"><rect width=\"1\" height=\"1\" fill=\"#112233\"/></svg>")]
    public void What_only_shows_something_is_allowed(string markup)
    {
        _folder.Write("weekly/body.html", "<!DOCTYPE html>\n<html lang=\"en\"><head><title>x</title></head><body>" + markup + "</body></html>");
        Assert.Empty(Check());
    }

    [Theory]
    [InlineData("url(https://example.com/x)", "urlhttpsexample.comx")]
    [InlineData("red;} body { color: blue", "red body  color blue")]
    [InlineData("12%", "12%")]
    [InlineData("\\75rl(x)", "75rlx")]
    public void Data_in_a_style_keeps_only_what_can_do_nothing_there(string data, string left) => Assert.Equal(left, MarkupValues.CssValue(data));

    [Theory]
    [InlineData("https://app.example.com/1", "https://app.example.com/1")]
    [InlineData("mailto:a@example.com", "mailto:a@example.com")]
    [InlineData("javascript:alert(1)", "")]
    [InlineData("data:text/html,x", "")]
    [InlineData("file:///etc/hostname", "")]
    [InlineData("mailto:a@example.com\r\nBcc:x", "")]
    public void A_name_that_is_a_whole_link_is_a_safe_link_or_none(string data, string left) => Assert.Equal(left, MarkupValues.SafeLink(data));

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<string> Check() => new DigestRenderer(new RenderingOptions { Templates = _folder.Path }).Check();

    // Some names are only unknown to the check; rendering may leave them empty, but never runs what was refused.
    private async Task RenderingFails()
    {
        var renderer = new DigestRenderer(new RenderingOptions { Templates = _folder.Path });
        var thrown = await Record.ExceptionAsync(() => DigestCases.Named("team").RenderAsync(Stop, renderer));
        if (thrown is null) Assert.Contains("is no function", string.Concat(Check()), StringComparison.Ordinal);
        else Assert.IsType<TemplateException>(thrown);
    }
}
