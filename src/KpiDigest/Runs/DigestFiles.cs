using System.Globalization;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Files;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Schedules;
using KpiDigest.Delivery.Mime;
using KpiDigest.Rendering;

namespace KpiDigest.Runs;

/// <summary>Makes the files that go with a digest, as its configuration lists them.</summary>
internal sealed class DigestFiles(DigestRenderer renderer)
{
    /// <summary>The files of one edition, in the configured order; a rep's digest has no team table.</summary>
    public async Task<IReadOnlyList<MimeAttachment>> OfAsync(DigestDefinition digest, PressedFigures figures, DigestAudience audience, CancellationToken cancellationToken)
    {
        var files = new List<MimeAttachment>();
        foreach (var file in digest.Attachments)
        {
            var made = file switch
            {
                DigestFile.ScorecardPdf => await renderer.PrintAsync(figures.Shown, figures.Names, audience, cancellationToken),
                DigestFile.TeamCsv => Csv(digest, figures.Shown, "team", FileTable.Team(figures.Shown)),
                _ => Csv(digest, figures.Shown, "records", FileTable.Records(figures.Records, (kind, id) => (figures.IdOf(kind, id), Named(figures, kind, id)), figures.Shown.HomeCurrency)),
            };
            if (made is not null) files.Add(made);
        }

        return files;
    }

    private static MimeAttachment? Csv(DigestDefinition digest, DigestFigures figures, string name, FileTable? table) => table is null ? null : new MimeAttachment(
        $"{digest.Id}-{figures.Period.Label}-{Slug(figures.Scope)}-{name}.csv", "text/csv", CsvText.File(table.Headers, table.Rows, Shortened));

    // For machines, as the headers are.
    private static string Shortened(int rows, int all) => string.Create(CultureInfo.InvariantCulture, $"shortened: {rows} of {all} rows");

    private static NamedRecord? Named(PressedFigures figures, FactKind kind, string id) => figures.Names.GetValueOrDefault((kind, id)) is { } name ? new NamedRecord(name.Name, name.Link) : null;

    /// <summary>The scope in a file's name: ASCII letters, digits and hyphens only.</summary>
    private static string Slug(Scope scope)
    {
        var words = new string([.. scope.Name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var slug = string.Join('-', words);
        return slug.Length == 0 ? scope.Kind.ToString().ToLowerInvariant() : slug[..Math.Min(slug.Length, 40)];
    }
}
