using KpiDigest.Core.Digests;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>
/// Why the win rate of 13 weeks is another than that of the 13 before (D14), where the two differ by more than chance (D11); one week holds
/// too few deals of a rep to be split.
/// </summary>
internal sealed class WinRateMovedRule : IInsightRule
{
    private const decimal Unit = 0.001m;

    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        if (figures.RateMove is not { IsSignificant: true } move) return [];
        var change = Math.Round((move.After - move.Before) / Unit, MidpointRounding.AwayFromZero) * Unit;
        var printed = LargestRemainder.Round([move.Effect.Within, move.Effect.Mix, move.Effect.JoinedLeft], change, 3);
        return
        [
            new Insight(move.After > move.Before ? InsightKeys.RateUp : InsightKeys.RateDown, KpiIds.WinRate)
            {
                Direction = Math.Sign(move.After - move.Before),
                Rank = Math.Abs(move.After - move.Before),
                Values = [InsightValue.Percent("before", move.Before), InsightValue.Percent("after", move.After)],
                Causes = [Effect(InsightKeys.WithinReps, printed[0]), Effect(InsightKeys.MixOfReps, printed[1]), Effect(InsightKeys.JoinedOrLeft, printed[2])],
            },
        ];
    }

    private static Insight Effect(string key, decimal points) => new(key, KpiIds.WinRate)
    {
        Direction = Math.Sign(points),
        Rank = Math.Abs(points),
        Values = [InsightValue.Points("points", points)],
    };
}
