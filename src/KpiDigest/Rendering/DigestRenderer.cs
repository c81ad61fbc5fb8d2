using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Store;

namespace KpiDigest.Rendering;

/// <summary>Figures → subject, HTML, text and, for the scorecard, the PDF.</summary>
internal sealed class DigestRenderer(RenderingOptions options)
{
    private readonly RenderingOptions _options = options;

    /// <summary>Hash of all templates and the theme in force, for the run's frozen row.</summary>
    public string TemplateHash => throw new NotImplementedException(_options.Templates);

    /// <summary>All faults of all templates, with file and line; none: empty.</summary>
    public IReadOnlyList<string> Check() => throw new NotImplementedException();

    public Task<RenderedDigest> RenderAsync(DigestFigures figures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names, DigestAudience audience, CancellationToken cancellationToken) => throw new NotImplementedException();
}
