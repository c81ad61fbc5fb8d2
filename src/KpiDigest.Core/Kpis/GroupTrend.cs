using KpiDigest.Core.Facts;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>One measure of one group of customers, now and in the 4 quarters before.</summary>
/// <param name="Dimension">segment, region, product or source.</param>
/// <param name="Name">The group.</param>
/// <param name="Measure">winRate, deal or cycle.</param>
/// <param name="Before">Then.</param>
/// <param name="Now">Now.</param>
/// <param name="P">Two-sided: two proportions for the win rate, Welch's t for means.</param>
internal sealed record GroupTrend(string Dimension, string Name, string Measure, decimal Before, decimal Now, double P)
{
    /// <summary>The measures of a group that can be compared.</summary>
    public static IEnumerable<GroupTrend> Of(string dimension, string name, List<DealRow> now, List<DealRow> before)
    {
        yield return WinRate(dimension, name, now, before);
        if (Means(dimension, name, "deal", Values(now, d => d.Amount), Values(before, d => d.Amount)) is { } deal) yield return deal;
        if (Means(dimension, name, "cycle", Values(now, SalesCycle.Days), Values(before, SalesCycle.Days)) is { } cycle) yield return cycle;
    }

    private static GroupTrend WinRate(string dimension, string name, List<DealRow> now, List<DealRow> before)
    {
        var (later, earlier) = ((Won(now), now.Count), (Won(before), before.Count));
        return new GroupTrend(dimension, name, "winRate", (decimal)earlier.Item1 / earlier.Count, (decimal)later.Item1 / later.Count, TwoProportions.Compare(later, earlier).P);
    }

    private static GroupTrend? Means(string dimension, string name, string measure, List<double> now, List<double> before) =>
        now.Count >= Kpis.WinRate.EnoughClosed && before.Count >= Kpis.WinRate.EnoughClosed && WelchTest.Between(now, before) is { } welch
            ? new GroupTrend(dimension, name, measure, (decimal)before.Average(), (decimal)now.Average(), welch.P)
            : null;

    private static int Won(List<DealRow> deals) => deals.Count(d => d.Status == DealStatus.Won);

    private static List<double> Values(List<DealRow> deals, Func<DealRow, decimal?> value) =>
        [.. deals.Where(d => d.Status == DealStatus.Won).Select(value).OfType<decimal>().Select(v => (double)v)];
}
