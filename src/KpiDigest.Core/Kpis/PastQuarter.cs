using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// What a past quarter teaches about an unfinished one: what had been won at the same fraction of business days, and what became of the
/// deals that were due with as many days left. Read from the scope's slices when asked for, and kept for one evaluation only.
/// </summary>
internal sealed class PastQuarter
{
    private readonly KpiInput _input;
    private readonly LocalDate _cut;
    private readonly LocalDate _sameFraction;
    private readonly Lazy<ClosedDeals> _closed;
    private readonly Lazy<IReadOnlyList<DueDeal>> _due;

    private PastQuarter(KpiInput input, Period quarter, int daysLeft, decimal fraction)
    {
        var days = input.Facts.Calendar.BusinessDays;
        (_input, Quarter) = (input with { Records = null }, quarter);
        _cut = LocalDate.Max(quarter.Start, quarter.End.PlusDays(-daysLeft));
        _sameFraction = LocalDate.Min(quarter.End, days.After(quarter.Start, (int)Math.Round(fraction * days.Between(quarter.Start, quarter.End), MidpointRounding.AwayFromZero)));
        _closed = new(() => ClosedDeals.Of(_input, quarter.Start, quarter.End));
        _due = new(() => DueDeal.At(_input, quarter, _cut));
    }

    public Period Quarter { get; }

    /// <summary>All that was won in it.</summary>
    public decimal Final => _closed.Value.WonAmount;

    /// <summary>Won at the same fraction of business days.</summary>
    public decimal WonByFraction => WonBefore(_sameFraction);

    /// <summary>Won with as many days left.</summary>
    public decimal WonByCut => WonBefore(_cut);

    /// <summary>The deals open with as many days left that were due or overdue.</summary>
    public IReadOnlyList<DueDeal> Due => _due.Value;

    /// <summary>Won after that from deals that were not due then.</summary>
    public decimal LaterFromOthers
    {
        get
        {
            var due = Due.Select(d => d.Index).ToHashSet();
            return _closed.Value.WonShares.Where(s => s.Deal.Close >= _cut && !due.Contains(s.Deal.Index)).Sum(s => s.Amount ?? 0);
        }
    }

    /// <summary>The deals due at the end of each of its weeks.</summary>
    public IEnumerable<DueDeal> DueInAllWeeks()
    {
        for (var cut = Quarter.End.PlusWeeks(-1); cut >= Quarter.Start; cut = cut.PlusWeeks(-1))
            foreach (var deal in DueDeal.At(_input, Quarter, cut)) yield return deal;
    }

    /// <summary>The quarters before the input's that anything is known of, oldest first.</summary>
    public static IReadOnlyList<PastQuarter> Before(KpiInput input, int count)
    {
        var (days, calendar) = (input.Facts.Calendar.BusinessDays, input.Facts.Calendar);
        var daysLeft = Math.Max(0, NodaTime.Period.DaysBetween(calendar.DateOf(input.AsOf), input.Period.End));
        var fraction = (decimal)input.BusinessDaysGone / Math.Max(1, days.Between(input.Period.Start, input.Period.End));
        return [.. calendar.Trailing(calendar.Previous(input.Period), count).Where(q => !input.Facts.IsBeforeData(q)).Select(q => new PastQuarter(input, q, daysLeft, fraction))];
    }

    private decimal WonBefore(LocalDate date) => _closed.Value.WonShares.Where(s => s.Deal.Close < date).Sum(s => s.Amount ?? 0);
}
