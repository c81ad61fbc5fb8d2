using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Digests;

/// <summary>Finds the deals a digest names: the biggest won and lost in the period, and the open ones that ask for something.</summary>
internal static class DealFinder
{
    public static IReadOnlyList<DealGroup> Find(SalesFacts facts, Scope scope, Period period)
    {
        var asOf = Instant.Min(facts.AsOf, period.EndInstant);
        var today = facts.Calendar.DateOf(asOf);
        var closed = facts.Closed(scope, period.Start, period.End).Where(d => d.Counted).ToList();
        var open = facts.OpenDeals(scope, asOf);
        var groups = new List<DealGroup>();
        Add(groups, DealRole.Won, closed.Where(d => d.Status == DealStatus.Won).Select(Figure));
        Add(groups, DealRole.Lost, closed.Where(d => d.Status == DealStatus.Lost).Select(Figure));
        Add(groups, DealRole.Overdue, open.Where(d => d.ExpectedClose < today).Select(Figure));
        Add(groups, DealRole.DueSoon, open.Where(d => d.ExpectedClose >= today && d.ExpectedClose < today.PlusDays(DigestFiguresBuilder.SoonDays)).Select(Figure));
        Add(groups, DealRole.Stale, Stale(facts, scope, period, asOf, open));
        return groups;
    }

    /// <summary>Open deals as of T by when they are due.</summary>
    public static IReadOnlyList<PipelineBucket> Outlook(SalesFacts facts, Scope scope, Period next)
    {
        var today = facts.Calendar.DateOf(facts.AsOf);
        return [.. facts.OpenDeals(scope)
            .GroupBy(d => d.ExpectedClose is not { } close ? PipelineDue.Undated
                : close < today ? PipelineDue.Overdue : close < next.End ? PipelineDue.NextQuarter : PipelineDue.Later)
            .OrderBy(g => g.Key)
            .Select(g => new PipelineBucket(g.Key, g.Count(), g.Sum(d => d.Amount ?? 0)))];
    }

    private static DealFigure Figure(DealRow deal) => new(deal.Id, deal.Amount, deal.Close, deal.OwnerId);

    private static DealFigure Figure(OpenDeal deal) => new(deal.Id, deal.Amount, deal.ExpectedClose, deal.OwnerId);

    // The very deals the KPI counted, so that list and number agree.
    private static IEnumerable<DealFigure> Stale(SalesFacts facts, Scope scope, Period period, Instant asOf, IReadOnlyList<OpenDeal> open)
    {
        if (KpiCatalogue.Find(KpiIds.StaleDeals) is not { } stale) return [];
        // The KPI is one of the week: a quarter asks for the last week that had ended.
        var week = period.Kind == PeriodKind.Week ? period : facts.Calendar.LastEnded(PeriodKind.Week, asOf);
        var ids = KpiCatalogue.Explain(stale, facts, scope, week).Records.Where(r => r.Role == "stale").Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        return open.Where(d => ids.Contains(d.Id)).Select(Figure);
    }

    private static void Add(List<DealGroup> groups, DealRole role, IEnumerable<DealFigure> found)
    {
        var deals = found.ToList();
        if (deals.Count == 0) return;
        var biggest = deals.OrderByDescending(d => d.Amount ?? 0).ThenBy(d => d.Id, StringComparer.Ordinal).Take(DigestFiguresBuilder.DealsNamed);
        groups.Add(new DealGroup(role, deals.Count, deals.Sum(d => d.Amount ?? 0), [.. biggest]));
    }
}
