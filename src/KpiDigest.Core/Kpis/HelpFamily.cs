using KpiDigest.Core.Periods;
using KpiDigest.Core.Statistics;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// D13 of needs-help: how all the company's reps did against the bar in a period, and who is named. A week is judged by the 13 weeks that
/// end with it. The same for every scope, so that every mail agrees.
/// </summary>
internal sealed class HelpFamily
{
    private const decimal OfPooledRate = 0.8m;
    private const int QuartersBefore = 4;
    private const int Weeks = 13;

    private readonly IReadOnlyList<(int Won, int Closed)> _tallies;
    private readonly Dictionary<int, double> _p = [];
    private readonly HashSet<int> _flagged = [];

    private HelpFamily(KpiInput input, Period period, LocalDate until)
    {
        From = period.Kind == PeriodKind.Week ? input.Facts.Calendar.Trailing(period, Weeks)[0].Start : period.Start;
        _tallies = input.Facts.Tallies(From, until, input.AsOf);
        Bar = BarOf(input, period);
        if (Bar is not { } bar) return;
        var judged = Enumerable.Range(0, input.Facts.Reps.Count).Where(IsJudged).ToList();
        foreach (var rep in judged) _p[rep] = BinomialTail.AtMost(_tallies[rep].Won, _tallies[rep].Closed, (double)bar);
        _flagged.UnionWith(BenjaminiHochberg.Rejected([.. judged.Select(r => _p[r])]).Select(i => judged[i]).Where(IsBelow));
    }

    /// <summary>First local date of the window.</summary>
    public LocalDate From { get; }

    /// <summary>The win rate under which a rep needs help; null where the company closed nothing in the 4 quarters before.</summary>
    public decimal? Bar { get; }

    /// <summary>The family of a period up to a cut.</summary>
    public static HelpFamily Of(KpiInput input, Period period, LocalDate until) =>
        input.Facts.Once(("needs-help", period.Key, until, input.AsOf), () => new HelpFamily(input, period, until));

    public int WonOf(int rep) => _tallies[rep].Won;

    public int ClosedOf(int rep) => _tallies[rep].Closed;

    /// <summary>Whether the rep closed enough to be judged.</summary>
    public bool IsJudged(int rep) => _tallies[rep].Closed >= WinRate.EnoughClosed;

    /// <summary>Whether a rep who can be judged is under the bar.</summary>
    public bool IsBelow(int rep) => IsJudged(rep) && _tallies[rep].Won < Bar * _tallies[rep].Closed;

    /// <summary>Whether the rep stands out after all the family's tests.</summary>
    public bool IsFlagged(int rep) => _flagged.Contains(rep);

    /// <summary>P(X ≤ won) at the bar.</summary>
    public double P(int rep) => _p[rep];

    private static decimal? BarOf(KpiInput input, Period period)
    {
        if (input.Facts.KpiRules.NeedsHelpBar is { } configured) return configured;
        var before = input.Facts.Calendar.Trailing(input.Facts.Calendar.Previous(input.Facts.Calendar.QuarterOf(period)), QuartersBefore);
        var tallies = input.Facts.Tallies(before[0].Start, before[^1].End, input.AsOf);
        var closed = tallies.Sum(t => t.Closed);
        return closed == 0 ? null : OfPooledRate * tallies.Sum(t => t.Won) / closed;
    }
}
