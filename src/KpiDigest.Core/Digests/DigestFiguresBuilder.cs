using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Digests;

/// <summary>Computes the figures of a digest.</summary>
public static class DigestFiguresBuilder
{
    /// <summary>The figures of one scope for the template <c>weekly</c> or <c>quarterly</c>.</summary>
    public static DigestFigures Build(string template, SalesFacts facts, Scope scope, Period period) => throw new NotImplementedException();

    /// <summary>The records whose names and links the composer will need.</summary>
    public static IReadOnlyCollection<(FactKind Kind, string Id)> RecordsToName(DigestFigures figures) => throw new NotImplementedException();
}
