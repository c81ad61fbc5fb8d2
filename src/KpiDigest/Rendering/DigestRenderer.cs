using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Languages;
using KpiDigest.Delivery.Mime;
using KpiDigest.Store;

namespace KpiDigest.Rendering;

/// <summary>Figures → subject, HTML, text and, for the scorecard, the PDF.</summary>
internal sealed class DigestRenderer
{
    private readonly RenderingOptions _options;
    private readonly TemplateShelf _templates;
    private readonly PdfRenderer _printer;

    public DigestRenderer(RenderingOptions options)
    {
        _options = options;
        _templates = new TemplateShelf(new TemplateFolder(options.Templates));
        _printer = new PdfRenderer(options);
    }

    /// <summary>Hash of all templates and the theme in force, for the run's frozen row.</summary>
    public string TemplateHash => _templates.Current().Hash;

    /// <summary>From now on the templates stay as they are: a run renders with one set of them.</summary>
    /// <exception cref="TemplateException">A template is missing or wrong.</exception>
    public void Keep() => _templates.Keep();

    /// <summary>The texts in force.</summary>
    public TextLibrary Texts => _templates.Current().Texts;

    /// <summary>All faults of all templates, with file and line; none: empty.</summary>
    public IReadOnlyList<string> Check() => TemplateCheck.Faults(_templates);

    /// <summary>What an operator should know about printing on this machine, or null; <c>check</c> and <c>doctor</c> show it.</summary>
    public static string? Warning => PdfRenderer.Warning;

    /// <summary>The browser that would print.</summary>
    /// <exception cref="BrowserMissingException">None is found.</exception>
    public string Browser => _printer.Browser;

    /// <summary>Name and version of that browser, as it says itself; null where there is none.</summary>
    public Task<string?> BrowserVersionAsync(CancellationToken cancellationToken) => _printer.VersionAsync(cancellationToken);

    /// <summary>Renders a digest for one recipient, with its PDF where it has one.</summary>
    /// <param name="figures">Figures of the recipient's scope.</param>
    /// <param name="names">Names and links of the records in <see cref="DigestFiguresBuilder.RecordsToName"/>.</param>
    /// <param name="audience">The recipient.</param>
    /// <param name="cancellationToken">Stops printing.</param>
    /// <param name="pdf">False: a scorecard without its PDF, where no browser is to be had.</param>
    /// <exception cref="TemplateException">A template is missing or wrong.</exception>
    /// <exception cref="BrowserMissingException">A PDF is wanted and no browser is found.</exception>
    /// <exception cref="PrintFailedException">The browser did not print.</exception>
    public async Task<RenderedDigest> RenderAsync(
        DigestFigures figures,
        IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names,
        DigestAudience audience,
        CancellationToken cancellationToken,
        bool pdf = true)
    {
        var mail = RenderMail(figures, names, audience);
        return pdf && await PrintAsync(figures, names, audience, cancellationToken) is { } scorecard ? mail with { Attachments = [scorecard] } : mail;
    }

    /// <summary>Subject and bodies for one recipient.</summary>
    /// <exception cref="TemplateException">A template is missing or wrong.</exception>
    public RenderedDigest RenderMail(DigestFigures figures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names, DigestAudience audience)
    {
        var templates = _templates.Current();
        return figures.Template switch
        {
            "weekly" => Mail(templates, audience, "weekly", "body", WeeklyComposer.Compose(figures, Records(names), Addressed(templates, audience), Address(templates))),
            "quarterly" => Mail(templates, audience, "quarterly", "cover", Scorecard(templates, figures, names, audience)),
            _ => throw new TemplateException($"There is no template '{figures.Template}': there are weekly and quarterly."),
        };
    }

    /// <summary>The scorecard as a PDF; null for a weekly digest. It is the same for all readers of a scope, culture and zone.</summary>
    /// <exception cref="TemplateException">A template is missing or wrong.</exception>
    /// <exception cref="BrowserMissingException">No browser is found.</exception>
    /// <exception cref="PrintFailedException">The browser did not print.</exception>
    public async Task<MimeAttachment?> PrintAsync(
        DigestFigures figures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names, DigestAudience audience, CancellationToken cancellationToken)
    {
        if (figures.Template != "quarterly") return null;
        var templates = _templates.Current();
        var scorecard = Scorecard(templates, figures, names, audience);
        var page = HtmlRenderer.PrintPage(templates.Render("quarterly/scorecard.html", scorecard, audience.Culture));
        return new MimeAttachment(scorecard.FileName, "application/pdf", PdfDates.Set(await _printer.PrintAsync(page, cancellationToken), figures.AsOf));
    }

    private QuarterlyScorecard Scorecard(
        TemplateSet templates, DigestFigures figures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names, DigestAudience audience) =>
        QuarterlyComposer.Compose(figures, Records(names), Addressed(templates, audience), Address(templates), _options.Paper);

    // The configuration wins over the theme.
    private static DigestAudience Addressed(TemplateSet templates, DigestAudience audience) =>
        audience with { Texts = templates.Texts, Company = audience.Company.Length > 0 ? audience.Company : templates.Theme.Brand.Company };

    private string Address(TemplateSet templates) => _options.Address.Length > 0 ? _options.Address : templates.Theme.Brand.Address;

    private static Dictionary<(FactKind Kind, string Id), NamedRecord> Records(IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names) =>
        names.ToDictionary(n => n.Key, n => new NamedRecord(n.Value.Name, n.Value.Link));

    private static RenderedDigest Mail(TemplateSet templates, DigestAudience audience, string folder, string body, object digest)
    {
        var html = HtmlRenderer.Mail(templates.Render($"{folder}/{body}.html", digest, audience.Culture));
        var logo = templates.Theme.Brand.Logo?.Picture;
        return new RenderedDigest(
            TextRenderer.Subject(templates.Render($"{folder}/subject.txt", digest, audience.Culture)),
            html,
            TextRenderer.Body(templates.Render($"{folder}/{body}.txt", digest, audience.Culture)),
            [])
        {
            Logo = logo?.IsShownIn(html) is true ? logo : null,
        };
    }
}
