using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Store;

namespace KpiDigest.Runs;

/// <summary>The figures of one scope, ready for any number of recipients.</summary>
internal sealed record PressedFigures(DigestFigures Figures, IReadOnlyDictionary<(FactKind Kind, string Id), RecordName> Names);
