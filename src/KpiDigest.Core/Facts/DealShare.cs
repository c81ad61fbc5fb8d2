namespace KpiDigest.Core.Facts;

/// <summary>What one rep is credited with of a deal's amount (D7); the company's share is the whole deal.</summary>
public readonly struct DealShare
{
    internal DealShare(in DealRow deal, int rep, decimal part) => (Deal, Rep, Part) = (deal, rep, part);

    /// <summary>The deal, with its whole amount.</summary>
    public DealRow Deal { get; }

    internal int Rep { get; }

    /// <summary>The part, 1 for all of it.</summary>
    public decimal Part { get; }

    /// <summary>The part of the amount in the home currency; null: not stated, or no rate is known.</summary>
    public decimal? Amount => Part == 1 ? Deal.Amount : Deal.Amount * Part;

    /// <summary>The part of the gross margin in the home currency; null: not stated, or it cannot be converted.</summary>
    public decimal? Margin => Part == 1 ? Deal.Margin : Deal.Margin * Part;
}
