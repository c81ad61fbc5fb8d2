using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>Says which rates are missing (D8): money of a scope is no-data where one is, counts stay.</summary>
internal static class MissingRates
{
    /// <summary>'no rate CHF 2017-11-03 (3 deals)', or null where none is missing.</summary>
    public static string? Of(KpiInput input, IEnumerable<DealRow> deals) => Of(input, deals, input.AsOf);

    /// <summary>Of the deals behind shares, each once.</summary>
    public static string? Of(KpiInput input, IEnumerable<DealShare> shares) => Of(input, shares.Select(s => s.Deal));

    /// <summary>Of deals as looked at at an instant.</summary>
    public static string? Of(KpiInput input, IEnumerable<DealRow> deals, Instant asOf)
    {
        var missing = deals.Where(d => d.MissingRate).DistinctBy(d => d.Index)
            .GroupBy(d => input.Facts.MissingRateKey(d, asOf), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} ({g.Count()} {(g.Count() == 1 ? "deal" : "deals")})")
            .ToList();
        return missing.Count == 0 ? null : $"no rate {string.Join(", ", missing)}";
    }
}
