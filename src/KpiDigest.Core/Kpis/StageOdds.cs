using KpiDigest.Core.Facts;
using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>How likely an open deal of a stage is won by the quarter's end, and on what that stands.</summary>
/// <param name="Stage">The stage; null: deals whose stage is unknown.</param>
/// <param name="Chance">The chance.</param>
/// <param name="Source">sameWeek, allWeeks, crm, or few where neither history nor the CRM says enough.</param>
internal sealed record StageOdds(Stage? Stage, StageChance Chance, string Source)
{
    private const int EnoughSeen = 20;

    /// <summary>
    /// k of the n deals that were due in the stage with as many days left and won; under 20 of them those of all weeks; then the CRM's
    /// probability of the stage.
    /// </summary>
    public static StageOdds Of(Stage? stage, IReadOnlyList<PastQuarter> quarters, Func<IEnumerable<DueDeal>>? allWeeks)
    {
        var same = Seen(quarters.SelectMany(q => q.Due), stage);
        if (same.Seen >= EnoughSeen) return new StageOdds(stage, StageChance.Observed(same.Won, same.Seen), "sameWeek");
        var all = allWeeks is null ? same : Seen(allWeeks(), stage);
        if (all.Seen >= EnoughSeen) return new StageOdds(stage, StageChance.Observed(all.Won, all.Seen), "allWeeks");
        return stage?.Probability is { } probability && probability is >= 0 and <= 1
            ? new StageOdds(stage, StageChance.Given((double)probability), "crm")
            : new StageOdds(stage, StageChance.Observed(all.Won, all.Seen), "few");
    }

    private static (int Won, int Seen) Seen(IEnumerable<DueDeal> deals, Stage? stage)
    {
        var (won, seen) = (0, 0);
        foreach (var deal in deals)
        {
            if (!deal.IsOwned || deal.Stage?.Id != stage?.Id) continue;
            seen++;
            if (deal.IsWon) won++;
        }

        return (won, seen);
    }
}
