using NodaTime;

namespace KpiDigest.Core.Periods;

/// <summary>
/// The periods of one kind through changes of the calendar. Each set of rules cuts the periods that start before its end date;
/// the last of them runs to where the next rules' first whole period begins, so it may be shorter or longer than usual.
/// </summary>
/// <typeparam name="TRule">Weeks or quarters.</typeparam>
internal sealed class PeriodLine<TRule>
    where TRule : class, IPeriodRule
{
    private readonly List<Stretch> _stretches = [];

    /// <param name="rule">Makes the rule.</param>
    /// <param name="present">The present rules.</param>
    /// <param name="before">Earlier rules, oldest first.</param>
    public PeriodLine(Func<CalendarRules, TRule> rule, CalendarRules present, IReadOnlyList<EarlierRules> before)
    {
        var (last, end) = (LocalDate.MaxIsoValue, LocalDate.MaxIsoValue);
        for (var i = before.Count; i >= 0; i--)
        {
            var cut = rule(i == before.Count ? present : before[i].Rules);
            var from = i == 0 ? LocalDate.MinIsoValue : FirstStart(cut, before[i - 1].Until);
            // Two changes within one period: no period starts by the rules between them.
            if (from <= last)
            {
                _stretches.Insert(0, new Stretch(cut, i == before.Count ? "" : $"{(char)('a' + i)}", from, last, end));
                end = from;
            }

            if (i > 0) last = before[i - 1].Until.PlusDays(-1);
        }
    }

    /// <summary>The rule that cuts the period of a date.</summary>
    public TRule RuleAt(LocalDate date) => _stretches[IndexAt(date)].Rule;

    /// <summary>The period of a date, and the letter that tells its label from that of a later one; mostly none.</summary>
    public (PeriodCut Cut, string Mark) Containing(LocalDate date)
    {
        var index = IndexAt(date);
        var cut = _stretches[index].Containing(date);
        return (cut, MarkOf(index, cut));
    }

    /// <summary>The period of a number and letter.</summary>
    public PeriodCut? Find(int year, int number, string mark)
    {
        for (var i = _stretches.Count - 1; i >= 0; i--)
            if (_stretches[i].Find(year, number) is { } cut && MarkOf(i, cut) == mark) return cut;
        return null;
    }

    private int IndexAt(LocalDate date) => _stretches.FindLastIndex(s => s.From <= date);

    private string MarkOf(int index, PeriodCut cut) =>
        _stretches.Skip(index + 1).Any(s => s.Find(cut.Year, cut.Number) is not null) ? _stretches[index].Mark : "";

    private static LocalDate FirstStart(TRule rule, LocalDate date)
    {
        var cut = rule.Containing(date);
        return cut.Start == date ? date : cut.End;
    }

    /// <summary>The time that one set of rules cuts: periods that start from <c>From</c> to <c>Last</c>; the last ends at <c>End</c>.</summary>
    private sealed record Stretch(TRule Rule, string Mark, LocalDate From, LocalDate Last, LocalDate End)
    {
        public PeriodCut Containing(LocalDate date) => Close(Rule.Containing(LocalDate.Min(date, Last)));

        public PeriodCut? Find(int year, int number) =>
            Rule.Find(year, number) is { } cut && From <= cut.Start && cut.Start <= Last ? Close(cut) : null;

        private PeriodCut Close(PeriodCut cut) => cut.End > Last ? cut with { End = End } : cut;
    }
}
