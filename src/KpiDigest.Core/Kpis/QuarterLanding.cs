using KpiDigest.Core.Facts;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>Where a quarter lands by what past quarters did from the same point on.</summary>
internal static class QuarterLanding
{
    private const int Quarters = 8;
    private const int EnoughToJudge = 4;

    /// <summary>The landing of the input's quarter, the odds it stands on, and how often past intervals held what came. Null parts where a rate is missing.</summary>
    public static IEnumerable<KpiPart> Parts(KpiInput input, decimal won, decimal quota)
    {
        var open = input.Facts.OpenAt(input.Scope, input.AsOf).Where(d => d.Counted && d.Close < input.Period.End);
        if (!input.ToDate || MissingRates.Of(input, open) is not null) return Names.Select(n => new KpiPart(n, null));
        var past = PastQuarter.Before(input, 2 * Quarters);
        var history = past.TakeLast(Quarters).ToList();
        var allWeeks = new Lazy<List<DueDeal>>(() => [.. history.SelectMany(q => q.DueInAllWeeks())]);
        var due = DueDeal.Now(input);
        var odds = due.Select(d => d.Stage).Distinct().OrderBy(s => s?.Id, StringComparer.Ordinal).Select(s => StageOdds.Of(s, history, () => allWeeks.Value)).ToList();
        var landing = Run(input, input.Period, won, due, odds, history, quota);
        var (hits, judged) = input.Scope.Kind == ScopeKind.Rep ? (0, 0) : Hits(input, past);
        return
        [
            new KpiPart(Names[0], landing.Point),
            new KpiPart(Names[1], landing.Low80),
            new KpiPart(Names[2], landing.High80),
            new KpiPart(Names[3], (decimal?)landing.GoalProbability),
            new KpiPart(Names[4], judged == 0 ? null : hits),
            new KpiPart("pastIntervals", judged),
            KpiPart.List("chances", odds.Select(Row)),
        ];
    }

    private static readonly string[] Names = ["landing", "low80", "high80", "goalProbability", "pastIntervalHits"];

    private static Landing Run(KpiInput input, Period quarter, decimal won, IReadOnlyList<DueDeal> due, List<StageOdds> odds, List<PastQuarter> history, decimal? quota)
    {
        var places = odds.Select((o, i) => (Id: o.Stage?.Id ?? "", i)).ToDictionary(o => o.Id, o => o.i, StringComparer.Ordinal);
        return LandingSimulation.Run(
            won,
            [.. due.Where(d => d.Amount != 0).Select(d => new OpenAmount(d.Amount, places[d.Stage?.Id ?? ""]))],
            odds.ConvertAll(o => o.Chance),
            history.ConvertAll(q => q.LaterFromOthers),
            quota,
            StableSeed.Of("target-achievement", quarter.Key, $"{input.Scope.Kind} {input.Scope.Id}"));
    }

    /// <summary>How many of the past 8 quarters landed inside the interval that the quarters before them gave at the same point.</summary>
    private static (int Hits, int Judged) Hits(KpiInput input, IReadOnlyList<PastQuarter> past)
    {
        var (hits, judged) = (0, 0);
        for (var i = Math.Max(EnoughToJudge, past.Count - Quarters); i < past.Count; i++)
        {
            var (quarter, before) = (past[i], past.Take(i).TakeLast(Quarters).ToList());
            var odds = quarter.Due.Select(d => d.Stage).Distinct().Select(s => StageOdds.Of(s, before, null)).ToList();
            var landing = Run(input, quarter.Quarter, quarter.WonByCut, quarter.Due, odds, before, null);
            judged++;
            if (landing.Low80 <= quarter.Final && quarter.Final <= landing.High80) hits++;
        }

        return (hits, judged);
    }

    private static KpiPart Row(StageOdds odds) => KpiPart.Row(
        KpiPart.Of("stage", odds.Stage?.Id ?? "unknown"),
        new KpiPart("p", (decimal)odds.Chance.Mean),
        new KpiPart("won", odds.Chance.Won),
        new KpiPart("seen", odds.Chance.Seen),
        KpiPart.Of("source", odds.Source));
}
