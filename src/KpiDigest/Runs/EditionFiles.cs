using KpiDigest.Core.Schedules;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Runs;

/// <summary>
/// The files of an edition: readers of one scope, culture and zone get the same ones. Only those of the last edition are kept, so ask for readers in
/// the order of <see cref="InOrder"/>.
/// </summary>
internal sealed class EditionFiles(DigestPress press, DigestDefinition digest)
{
    private (string Scope, string Culture, string Zone, int Before)? _edition;
    private IReadOnlyList<MimeAttachment> _files = [];

    /// <summary>How many editions were made.</summary>
    public int Editions { get; private set; }

    /// <summary>How many files were made.</summary>
    public int Files { get; private set; }

    /// <summary>Recipients with those of one edition beside each other; else in the given order.</summary>
    public static IEnumerable<RecipientDefinition> InOrder(IEnumerable<RecipientDefinition> recipients) => recipients.GroupBy(Edition).SelectMany(edition => edition);

    /// <summary>The files a reader gets.</summary>
    public async Task<IReadOnlyList<MimeAttachment>> OfAsync(PressedFigures figures, RecipientDefinition reader, Remarks remarks, CancellationToken cancellationToken)
    {
        var edition = Edition(reader);
        var wanted = (edition.Scope, edition.Culture, edition.Zone, remarks.Before?.Revision ?? 0);
        if (_edition == wanted) return _files;
        (_edition, _files) = (null, []);
        _files = await press.FilesAsync(digest, figures, reader, remarks, cancellationToken);
        _edition = wanted;
        Editions++;
        Files += _files.Count;
        return _files;
    }

    private static (string Scope, string Culture, string Zone) Edition(RecipientDefinition reader) => (reader.Scope, reader.Culture, reader.Zone.Id);
}
