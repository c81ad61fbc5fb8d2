using System.Collections.Immutable;

namespace KpiDigest.Core.Kpis;

/// <summary>A named component of a result: a number, a text, a list of numbers, or a nested object.</summary>
/// <param name="Name">camelCase, as the catalogue names it.</param>
/// <param name="Value">The number; null where unknown or where <see cref="Text"/>, <see cref="Values"/> or <see cref="Parts"/> is set.</param>
public sealed record KpiPart(string Name, decimal? Value)
{
    /// <summary>A text component (<c>paceKind</c>: linear).</summary>
    public string? Text { get; init; }

    /// <summary>A list component (<c>bands</c>).</summary>
    public ImmutableArray<decimal> Values { get; init; }

    /// <summary>Components of a nested object (<c>trailing13w</c>: value, numerator, denominator).</summary>
    public ImmutableArray<KpiPart> Parts { get; init; }
}
