using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>What was spent on sales and marketing in a span: rows by the days they share with it.</summary>
internal static class AcquisitionSpend
{
    /// <summary>Spend in <c>[start, end)</c>.</summary>
    public static decimal Of(SalesFacts facts, LocalDate start, LocalDate end) => Shares(facts, start, end).Sum(s => s.Amount);

    /// <summary>The rows that overlap the span and what each gives to it, by start and id.</summary>
    public static IEnumerable<(Spend Row, decimal Amount)> Shares(SalesFacts facts, LocalDate start, LocalDate end) => facts.Supplements.Spends
        .Where(s => s.Start < s.End && s.Start < end && start < s.End).OrderBy(s => s.Start).ThenBy(s => s.Id, StringComparer.Ordinal)
        .Select(s => (s, s.Amount * Days(LocalDate.Max(s.Start, start), LocalDate.Min(s.End, end)) / Days(s.Start, s.End)));

    /// <summary>Days of the span that at least one row covers.</summary>
    public static int CoveredDays(SalesFacts facts, LocalDate start, LocalDate end)
    {
        var (days, until) = (0, start);
        foreach (var (row, _) in Shares(facts, start, end))
        {
            var (from, to) = (LocalDate.Max(row.Start, until), LocalDate.Min(row.End, end));
            if (to <= from) continue;
            days += Days(from, to);
            until = to;
        }

        return days;
    }

    public static bool Covers(SalesFacts facts, LocalDate start, LocalDate end) => start < end && CoveredDays(facts, start, end) == Days(start, end);

    private static int Days(LocalDate start, LocalDate end) => NodaTime.Period.DaysBetween(start, end);
}
