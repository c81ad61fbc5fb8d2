using System.Collections.Immutable;

namespace KpiDigest.Core.Kpis;

/// <summary>A named component of a result: a number, a text, a list of numbers, a nested object, or a list of these.</summary>
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

    /// <summary>A list of nested objects (<c>stages</c>, <c>named</c>): each has its own <see cref="Parts"/>, and its name is of no account.</summary>
    public ImmutableArray<KpiPart> Rows { get; init; }

    /// <summary>A text component.</summary>
    internal static KpiPart Of(string name, string? text) => new(name, null) { Text = text };

    /// <summary>One nested object of a list.</summary>
    internal static KpiPart Row(params ReadOnlySpan<KpiPart> parts) => new("row", null) { Parts = [.. parts] };

    /// <summary>A list of nested objects.</summary>
    internal static KpiPart List(string name, IEnumerable<KpiPart> rows) => new(name, null) { Rows = [.. rows] };
}
