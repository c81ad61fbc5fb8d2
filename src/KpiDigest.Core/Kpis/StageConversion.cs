using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>stage-conversion</c>: forward ÷ (forward + lost) of the last exits from the stage with the biggest leak = (rate of the 4 quarters before − now) × exits.</summary>
internal sealed class StageConversion : IKpi
{
    private const int Quarters = 4;
    private const int EnoughExits = 5;

    public string Id => "stage-conversion";

    public string Name => "Stage conversion";

    public string Definition => "The share of deals that go forward from the stage through which most is lost compared with the four quarters before.";

    public string Formula => "rate of the biggest leak; forward ÷ (forward + lost), last exit per deal and stage";

    public KpiUnit Unit => KpiUnit.Ratio;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company, ScopeKind.Team, ScopeKind.Rep];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Quarter];

    public KpiResult Compute(KpiInput input)
    {
        if (HistoryGap.Of(input) is { } gap) return KpiResult.NoData(this, gap);
        if (!input.Facts.Coverage.HasHistory) return KpiResult.NoData(this, "no stage history of deals is known (the CRM's history of the stage field)");
        var moves = input.Facts.StageMoves(input.Scope, input.Period.Start, input.Until, input.AsOf);
        var quarters = input.Facts.Calendar.Trailing(input.Facts.Calendar.Previous(input.Period), Quarters);
        var (now, before) = (StageRate.Of(input.Facts, moves), StageRate.Of(input.Facts, input.Facts.StageMoves(input.Scope, quarters[0].Start, input.Period.Start, input.AsOf)));
        var leaks = now.Where(s => s.Exits >= EnoughExits).Select(s => (Rate: s, Leak: LeakOf(s, before)))
            .Where(l => l.Leak is not null).OrderByDescending(l => l.Leak).ToList();
        var reason = moves.Count == 0 ? $"no deal left a stage in {input.Period.Label}"
            : leaks.Count == 0 ? $"no stage was left {EnoughExits} times in {input.Period.Label} and at all in the 4 quarters before" : null;
        if (reason is null) Report(input, moves, leaks[0].Rate);
        return (reason is null ? KpiResult.Of(this, leaks[0].Rate.Rate) : KpiResult.NoData(this, reason)) with
        {
            Numerator = reason is null ? leaks[0].Rate.Forward : null,
            Denominator = reason is null ? leaks[0].Rate.Exits : null,
            Interval = reason is null ? Proportion.Interval(leaks[0].Rate.Forward, leaks[0].Rate.Exits) : null,
            Parts =
            [
                KpiPart.Of("stage", reason is null ? leaks[0].Rate.Stage.Id : "none"),
                new KpiPart("leak", reason is null ? leaks[0].Leak : null),
                KpiPart.List("stages", now.Select(s => Row(s, before))),
                new KpiPart("skipped", moves.Count(m => m.Kind == StageMoveKind.Skipped)),
                new KpiPart("backward", moves.Count(m => m.Kind == StageMoveKind.Backward)),
            ],
        };
    }

    private static void Report(KpiInput input, IReadOnlyList<StageMove> moves, StageRate stage)
    {
        foreach (var move in moves.Where(m => m.Kind is StageMoveKind.Forward or StageMoveKind.Lost && input.Facts.Stages[m.Stage] == stage.Stage))
            input.Report(FactKind.Deal, input.Facts.Deals.Id[move.Deal], move.Kind == StageMoveKind.Forward ? "numerator+denominator" : "denominator");
    }

    /// <summary>Deals lost in the stage beyond what the 4 quarters before would have lost; null where these left it never.</summary>
    private static decimal? LeakOf(StageRate now, IReadOnlyList<StageRate> before) =>
        before.FirstOrDefault(s => s.Stage == now.Stage) is { } then ? (then.Rate - now.Rate) * now.Exits : null;

    private static KpiPart Row(StageRate now, IReadOnlyList<StageRate> before) => KpiPart.Row(
    [
        KpiPart.Of("stage", now.Stage.Id),
        KpiPart.Of("name", now.Stage.Name),
        .. Proportion.Part("rate", now.Forward, now.Exits).Parts,
        new KpiPart("before", before.FirstOrDefault(s => s.Stage == now.Stage)?.Rate),
        new KpiPart("leak", LeakOf(now, before)),
    ]);
}
