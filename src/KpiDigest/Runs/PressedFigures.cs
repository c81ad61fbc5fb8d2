using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Files;
using KpiDigest.Core.Digests.People;
using KpiDigest.Core.Facts;
using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>The figures of one scope, ready for any number of recipients.</summary>
/// <param name="Figures">As computed; what a run keeps.</param>
/// <param name="Shown">As readers see them: people as <c>Privacy:People</c> wants.</param>
/// <param name="Names">Names and links of the records, as readers see them.</param>
internal sealed record PressedFigures(DigestFigures Figures, DigestFigures Shown, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> Names)
{
    /// <summary>The records behind the headline numbers; empty unless a file wants them.</summary>
    public IReadOnlyList<HeadlineRecord> Records { get; init; } = [];

    /// <summary>What stands for a record's id.</summary>
    public required Func<FactKind, string, string> IdOf { get; init; }

    public static PressedFigures Of(DigestFigures figures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> names, PeopleMask mask, IReadOnlyList<HeadlineRecord> records)
    {
        var shown = mask.Of(figures);
        return new PressedFigures(figures, shown, names.ToDictionary(n => n.Key, n => Masked(mask, n.Key.Kind, n.Key.Id, n.Value))) { Records = records, IdOf = mask.IdOf };
    }

    private static RecordName Masked(PeopleMask mask, FactKind kind, string id, RecordName name)
    {
        var shown = mask.Of(kind, id, new NamedRecord(name.Name, name.Link));
        return new RecordName(shown.Name, shown.Link);
    }
}
