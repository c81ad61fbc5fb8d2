using KpiDigest.Core.Facts;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// D13 of skills-gaps: each rep at each stage against all other reps, in the 4 quarters that end with the period. One family for the
/// company, so that every mail agrees.
/// </summary>
internal sealed class SkillPairs
{
    private const int Quarters = 4;
    private const int EnoughExits = 10;

    private SkillPairs(KpiInput input)
    {
        var from = input.Facts.Calendar.Trailing(input.Period, Quarters)[0].Start;
        var exits = input.Facts.StageMoves(Scope.Company, from, input.Until, input.AsOf)
            .Where(m => m.Kind is StageMoveKind.Forward or StageMoveKind.Lost && m.Rep != input.Facts.Roster.Unknown).ToList();
        var pairs = exits.GroupBy(m => m.Stage).SelectMany(s => OfStage(input.Facts, [.. s])).ToList();
        var flagged = BenjaminiHochberg.Rejected([.. pairs.Select(p => p.P)]).ToHashSet();
        All = [.. pairs.Select((p, i) => p with { IsFlagged = flagged.Contains(i) })];
    }

    /// <summary>The pairs with enough exits, by stage and rep.</summary>
    public IReadOnlyList<SkillPair> All { get; }

    /// <summary>The pairs of the input's period up to its cut.</summary>
    public static SkillPairs Of(KpiInput input) =>
        input.Facts.Once(("skills-gaps", input.Period.Key, input.Until, input.AsOf), () => new SkillPairs(input));

    private static IEnumerable<SkillPair> OfStage(SalesFacts facts, List<StageMove> exits)
    {
        static int Forward(IEnumerable<StageMove> moves) => moves.Count(m => m.Kind == StageMoveKind.Forward);
        var (all, stage) = ((Forward(exits), exits.Count), facts.Stages[exits[0].Stage]);
        foreach (var own in exits.GroupBy(m => m.Rep).OrderBy(g => g.Key))
        {
            var (forward, count) = (Forward(own), own.Count());
            if (count < EnoughExits || count == all.Count) continue;
            var others = (all.Item1 - forward, all.Count - count);
            yield return new SkillPair(own.Key, stage, (forward, count), others, FisherExact.TwoSided((forward, count), others), false);
        }
    }
}

/// <summary>A rep's exits from a stage, and everybody else's.</summary>
internal sealed record SkillPair(int Rep, Stage Stage, (int Forward, int Exits) Own, (int Forward, int Exits) Others, double P, bool IsFlagged)
{
    public decimal Rate => (decimal)Own.Forward / Own.Exits;

    public decimal OthersRate => (decimal)Others.Forward / Others.Exits;

    public bool IsWeakness => IsFlagged && Rate < OthersRate;

    public bool IsStrength => IsFlagged && Rate > OthersRate;
}
