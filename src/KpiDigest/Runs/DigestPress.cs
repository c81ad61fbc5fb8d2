using KpiDigest.Configuration;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Rendering;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>Facts → figures → rendered digests. Writes nothing, so that preview and test sends go the same way as a run.</summary>
internal sealed class DigestPress(FactStore facts, SupplementShelf supplements, DigestRenderer renderer, Settings settings, string source)
{
    public string TemplateHash => renderer.TemplateHash;

    /// <summary>The facts as of an instant, as they were known at another.</summary>
    public Task<SalesFacts> LoadAsync(Instant asOf, Instant knownAt, bool reconstructed, CancellationToken cancellationToken) =>
        new SalesLoad(facts, supplements, settings, source).LoadAsync(asOf, knownAt, reconstructed, cancellationToken);

    /// <summary>Hash of the supplement files as they were known at an instant.</summary>
    public async Task<string> SupplementsHashAsync(Instant knownAt, CancellationToken cancellationToken) =>
        (await supplements.ReadAsync(knownAt, orFirst: false, cancellationToken)).Hash;

    /// <summary>The figures of one scope with the names of the records they mention.</summary>
    public async Task<PressedFigures> ComputeAsync(DigestDefinition digest, SalesFacts sales, Scope scope, Period period, CancellationToken cancellationToken)
    {
        var figures = DigestFiguresBuilder.Build(digest.Template, sales, scope, period);
        var names = await facts.DescribeAsync(source, DigestFiguresBuilder.RecordsToName(figures), cancellationToken);
        return new PressedFigures(figures, names);
    }

    public Task<RenderedDigest> RenderAsync(PressedFigures figures, RecipientDefinition recipient, IReadOnlyList<string> notes, bool pdf, CancellationToken cancellationToken)
    {
        var audience = new DigestAudience(recipient.Name, recipient.Culture, recipient.Zone, settings.Options.Rendering.Company, settings.Options.Crm.Kind, notes);
        return renderer.RenderAsync(figures.Figures, figures.Names, audience, cancellationToken, pdf);
    }

    /// <summary>What a run keeps of its figures: each number once, and what they stand on.</summary>
    public async Task<RunArchive> ArchiveAsync(IEnumerable<PressedFigures> figures, CancellationToken cancellationToken)
    {
        var pressed = figures.ToList();
        var browser = pressed.Exists(f => f.Figures.Template == "quarterly") ? await renderer.BrowserVersionAsync(cancellationToken) : null;
        return new RunArchive(RunArchive.ProductVersion, browser, settings.Shape, [.. pressed.SelectMany(f => DigestNumbers.Of(f.Figures)).DistinctBy(n => n.Key)]);
    }
}
