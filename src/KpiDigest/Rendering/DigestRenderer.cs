using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Core.Facts;
using KpiDigest.Delivery.Mime;
using KpiDigest.Store;

namespace KpiDigest.Rendering;

/// <summary>Figures → subject, HTML, text and, for the scorecard, the PDF.</summary>
internal sealed class DigestRenderer
{
    private readonly RenderingOptions _options;
    private readonly TemplateShelf _templates;

    public DigestRenderer(RenderingOptions options)
    {
        _options = options;
        _templates = new TemplateShelf(new TemplateFolder(options.Templates));
    }

    /// <summary>Hash of all templates and the theme in force, for the run's frozen row.</summary>
    public string TemplateHash => _templates.Current().Hash;

    /// <summary>All faults of all templates, with file and line; none: empty.</summary>
    public IReadOnlyList<string> Check() => TemplateCheck.Faults(_templates);

    /// <summary>Renders a digest for one recipient.</summary>
    /// <param name="figures">Figures of the recipient's scope.</param>
    /// <param name="names">Names and links of the records in <see cref="DigestFiguresBuilder.RecordsToName"/>.</param>
    /// <param name="audience">The recipient.</param>
    /// <param name="cancellationToken">Stops printing.</param>
    /// <param name="pdf">False: a scorecard without its PDF, where no browser is to be had.</param>
    /// <exception cref="TemplateException">A template is missing or wrong.</exception>
    public async Task<RenderedDigest> RenderAsync(
        DigestFigures figures,
        IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names,
        DigestAudience audience,
        CancellationToken cancellationToken,
        bool pdf = true)
    {
        await Task.CompletedTask.WaitAsync(cancellationToken);
        var templates = _templates.Current();
        var records = names.ToDictionary(n => n.Key, n => new NamedRecord(n.Value.Name, n.Value.Link));
        var digest = WeeklyComposer.Compose(figures, records, audience, _options.Address);
        return new RenderedDigest(
            TextRenderer.Subject(templates.Render("weekly/subject.txt", digest)),
            HtmlRenderer.Mail(templates.Render("weekly/body.html", digest)),
            TextRenderer.Body(templates.Render("weekly/body.txt", digest)),
            Array.Empty<MimeAttachment>());
    }
}
