using KpiDigest.Configuration;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Files;
using KpiDigest.Core.Digests.People;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery.Mime;
using KpiDigest.Rendering;
using KpiDigest.Store;
using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Runs;

/// <summary>Facts → figures → rendered digests. Writes nothing, so that preview and test sends go the same way as a run.</summary>
internal sealed class DigestPress(FactStore facts, SupplementShelf supplements, DigestRenderer renderer, Settings settings, string source, ReaderLinks? links = null)
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
        IReadOnlyList<HeadlineRecord> records = digest.Attachments.Contains(DigestFile.RecordsCsv) ? HeadlineRecord.Of(digest.Template, sales, scope, period) : [];
        var wanted = DigestFiguresBuilder.RecordsToName(figures).Concat(records.Select(r => (r.Record.Kind, r.Record.Id))).Distinct();
        var names = await facts.DescribeAsync(source, [.. wanted], cancellationToken);
        return PressedFigures.Of(figures, names, new PeopleMask(settings.Options.Privacy.People, sales.Reps), records);
    }

    /// <summary>The files of an edition: the same for all recipients of a scope who read in one culture and zone.</summary>
    public Task<IReadOnlyList<MimeAttachment>> FilesAsync(DigestDefinition digest, PressedFigures figures, RecipientDefinition reader, Remarks remarks, CancellationToken cancellationToken) =>
        new DigestFiles(renderer).OfAsync(digest, figures, Audience(digest, reader, remarks), cancellationToken);

    /// <summary>The mail of one recipient with the files of its edition.</summary>
    public RenderedDigest Render(DigestDefinition digest, PressedFigures figures, RecipientDefinition recipient, Remarks remarks, IReadOnlyList<MimeAttachment> files) =>
        renderer.RenderMail(figures.Shown, figures.Names, Audience(digest, recipient, remarks)) with { Attachments = files };

    /// <summary>What a run keeps of its figures: each number once, and what they stand on.</summary>
    public async Task<RunArchive> ArchiveAsync(DigestDefinition digest, IEnumerable<PressedFigures> figures, CancellationToken cancellationToken)
    {
        var pressed = figures.ToList();
        var browser = digest.Attachments.Contains(DigestFile.ScorecardPdf) ? await renderer.BrowserVersionAsync(cancellationToken) : null;
        return new RunArchive(RunArchive.ProductVersion, browser, settings.Shape, [.. pressed.SelectMany(f => DigestNumbers.Of(f.Figures)).DistinctBy(n => n.Key)]);
    }

    private DigestAudience Audience(DigestDefinition digest, RecipientDefinition reader, Remarks remarks) =>
        new(reader.Name, reader.Culture, reader.Zone, settings.Options.Rendering.Company, settings.Options.Crm.Kind, remarks.Notes)
        {
            Before = remarks.Before?.Numbers ?? [],
            Unsubscribe = links?.Url(digest.Id, reader.Culture, reader.Email) ?? ListAddresses.Unsubscribe(settings.Options.Mail, digest),
        };
}
