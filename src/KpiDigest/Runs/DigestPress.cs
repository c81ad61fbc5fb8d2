using KpiDigest.Configuration;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery.Mime;
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

    /// <summary>The files of an edition: the same for all recipients of a scope who read in one culture and zone.</summary>
    public async Task<IReadOnlyList<MimeAttachment>> FilesAsync(PressedFigures figures, RecipientDefinition reader, IReadOnlyList<string> notes, CancellationToken cancellationToken) =>
        await renderer.PrintAsync(figures.Figures, figures.Names, Audience(reader, notes), cancellationToken) is { } scorecard ? [scorecard] : [];

    /// <summary>The mail of one recipient with the files of its edition.</summary>
    public RenderedDigest Render(PressedFigures figures, RecipientDefinition recipient, IReadOnlyList<string> notes, IReadOnlyList<MimeAttachment> files) =>
        renderer.RenderMail(figures.Figures, figures.Names, Audience(recipient, notes)) with { Attachments = files };

    /// <summary>What a run keeps of its figures: each number once, and what they stand on.</summary>
    public async Task<RunArchive> ArchiveAsync(IEnumerable<PressedFigures> figures, CancellationToken cancellationToken)
    {
        var pressed = figures.ToList();
        var browser = pressed.Exists(f => f.Figures.Template == "quarterly") ? await renderer.BrowserVersionAsync(cancellationToken) : null;
        return new RunArchive(RunArchive.ProductVersion, browser, settings.Shape, [.. pressed.SelectMany(f => DigestNumbers.Of(f.Figures)).DistinctBy(n => n.Key)]);
    }

    private DigestAudience Audience(RecipientDefinition reader, IReadOnlyList<string> notes) =>
        new(reader.Name, reader.Culture, reader.Zone, settings.Options.Rendering.Company, settings.Options.Crm.Kind, notes);
}
