using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>How often deals go forward from a stage when they leave it for good.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Forward">Last exits to a later stage or won.</param>
/// <param name="Exits">Last exits forward or lost.</param>
internal sealed record StageRate(Stage Stage, int Forward, int Exits)
{
    public decimal Rate => (decimal)Forward / Exits;

    /// <summary>The rates of all stages that were left, in the pipeline's order.</summary>
    public static IReadOnlyList<StageRate> Of(SalesFacts facts, IEnumerable<StageMove> moves) =>
        [.. moves.Where(m => m.Kind is StageMoveKind.Forward or StageMoveKind.Lost).GroupBy(m => m.Stage)
            .Select(g => new StageRate(facts.Stages[g.Key], g.Count(m => m.Kind == StageMoveKind.Forward), g.Count()))
            .OrderBy(s => s.Stage.PipelineId, StringComparer.Ordinal).ThenBy(s => s.Stage.Order).ThenBy(s => s.Stage.Id, StringComparer.Ordinal)];
}
