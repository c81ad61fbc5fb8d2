using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>The groups of customers a deal belongs to.</summary>
internal static class CustomerGroups
{
    /// <summary>Dimension and name of each; a deal with two product lines is in both.</summary>
    public static IEnumerable<(string Dimension, string Name)> Of(SalesFacts facts, DealRow deal)
    {
        var number = facts.AccountBook.NumberOf(deal.AccountId);
        var account = number == AccountBook.None ? null : facts.AccountBook.Find(number);
        if (account?.Segment is { } segment) yield return ("segment", segment);
        if (account?.Region is { } region) yield return ("region", region);
        foreach (var line in deal.ProductLines) yield return ("product", line);
        if (deal.Source is { } source) yield return ("source", source);
    }
}
