namespace KpiDigest.Core.Facts;

/// <summary>A deal at the start of a period and at a later instant, by its owner at the start, or at creation where it came later (D6).</summary>
public readonly struct DealSpan
{
    internal DealSpan(DealRow? opening, in DealRow closing, decimal part) => (Opening, Closing, Part) = (opening, closing, part);

    /// <summary>The deal as known just before the period began; null: it was not there yet.</summary>
    public DealRow? Opening { get; }

    /// <summary>The deal as known at the later instant.</summary>
    public DealRow Closing { get; }

    /// <summary>The scope's part of the amounts, 1 for all of it (D7).</summary>
    public decimal Part { get; }

    /// <summary>Whether it was open just before the period began.</summary>
    public bool WasOpen => Opening is { Status: DealStatus.Open };
}
