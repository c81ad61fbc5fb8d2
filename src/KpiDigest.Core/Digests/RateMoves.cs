using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Digests;

/// <summary>Splits the change of a company's or team's win rate over 13 weeks (D14).</summary>
internal static class RateMoves
{
    private const int Weeks = 13;

    /// <summary>Null for a rep, a quarter, or where one of the two spans lies before the data or closed nothing.</summary>
    public static RateMove? Of(SalesFacts facts, Scope scope, Period week)
    {
        if (scope.Kind == ScopeKind.Rep || week.Kind != PeriodKind.Week || facts.Missing(FactKind.Deal) is not null) return null;
        var weeks = facts.Calendar.Trailing(week, 2 * Weeks);
        if (facts.IsBeforeData(weeks[0])) return null;
        var input = new KpiInput(facts, scope, week, week.End);
        var (before, after) = (ClosedDeals.Of(input, weeks[0].Start, weeks[Weeks].Start), ClosedDeals.Of(input, weeks[Weeks].Start, week.End));
        if (DecomposedRate.Between(Reps(before, after)) is not { } split) return null;
        var test = TwoProportions.Compare((after.Won.Count, after.Count), (before.Won.Count, before.Count));
        return new RateMove(split.Before, split.After, split.Total, test.P);
    }

    private static List<RateChange> Reps(ClosedDeals before, ClosedDeals after)
    {
        var (then, now) = (Tally(before), Tally(after));
        return [.. then.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Select(rep =>
        {
            var ((won0, closed0), (won1, closed1)) = (then.GetValueOrDefault(rep), now.GetValueOrDefault(rep));
            return new RateChange(won0, closed0, won1, closed1);
        })];
    }

    private static Dictionary<string, (int Won, int Closed)> Tally(ClosedDeals closed) => closed.Won.Concat(closed.Lost)
        .GroupBy(d => d.OwnerId ?? "", StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => (g.Count(d => d.Status == DealStatus.Won), g.Count()), StringComparer.Ordinal);
}
