using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// D13 of win-rate-gain: each of the company's reps against the same quarter last year, or against the quarter before where the company
/// closed nothing then. The same for every scope.
/// </summary>
internal sealed class GainFamily
{
    private readonly IReadOnlyList<(int Won, int Closed)> _now;
    private readonly IReadOnlyList<(int Won, int Closed)> _then;
    private readonly HashSet<int> _flagged = [];

    private GainFamily(KpiInput input)
    {
        _now = input.Facts.Tallies(input.Period.Start, input.Until, input.AsOf);
        (Baseline, _then) = BaselineOf(input);
        var judged = Enumerable.Range(0, input.Facts.Reps.Count).Where(IsJudged).ToList();
        _flagged.UnionWith(BenjaminiHochberg.Rejected([.. judged.Select(r => TwoProportions.Compare(_now[r], _then[r]).P)]).Select(i => judged[i]));
    }

    /// <summary>The period compared with.</summary>
    public Period Baseline { get; }

    /// <summary>The family of the input's period up to its cut.</summary>
    public static GainFamily Of(KpiInput input) =>
        input.Facts.Once(("win-rate-gain", input.Period.Key, input.Until, input.AsOf), () => new GainFamily(input));

    public (int Won, int Closed) Now(int rep) => _now[rep];

    public (int Won, int Closed) Then(int rep) => _then[rep];

    /// <summary>Whether the rep closed enough in both periods.</summary>
    public bool IsJudged(int rep) => _now[rep].Closed >= WinRate.EnoughClosed && _then[rep].Closed >= WinRate.EnoughClosed;

    /// <summary>Whether the change stands out after all the family's tests.</summary>
    public bool IsFlagged(int rep) => _flagged.Contains(rep);

    public decimal Gain(int rep) => ((decimal)_now[rep].Won / _now[rep].Closed) - ((decimal)_then[rep].Won / _then[rep].Closed);

    private static (Period, IReadOnlyList<(int Won, int Closed)>) BaselineOf(KpiInput input)
    {
        var yearAgo = input.Facts.Calendar.YearAgo(input.Period);
        var then = input.Facts.Tallies(yearAgo.Start, yearAgo.End, input.AsOf);
        var baseline = then.Any(t => t.Closed > 0) ? yearAgo : input.Facts.Calendar.Previous(input.Period);
        return (baseline, input.Facts.Tallies(baseline.Start, input.CutOf(baseline), input.AsOf));
    }
}
