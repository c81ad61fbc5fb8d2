namespace KpiDigest.Core.Statistics;

/// <summary>
/// Splits the change of won revenue = closed deals × win rate × average deal into the effects of the three factors (D14, Shapley):
/// the order in which factors change plays no part. Effects are kept to 10 decimals, and what that leaves over goes to the last that
/// is not 0, so that they add up to the change exactly.
/// </summary>
/// <param name="Closed">Effect of the number of closed deals.</param>
/// <param name="WinRate">Effect of the win rate.</param>
/// <param name="AverageDeal">Effect of the average won deal.</param>
public sealed record ShapleyEffects(decimal Closed, decimal WinRate, decimal AverageDeal)
{
    /// <summary>The effects between two periods.</summary>
    /// <returns>Null where a factor is undefined in both periods; one undefined in one takes the other's value.</returns>
    public static ShapleyEffects? Between((int Closed, int Won, decimal Amount) before, (int Closed, int Won, decimal Amount) after)
    {
        var (w0, w1) = Defined(Ratio(before.Won, before.Closed), Ratio(after.Won, after.Closed));
        var (a0, a1) = Defined(Ratio(before.Amount, before.Won), Ratio(after.Amount, after.Won));
        if (w0 is not { } rate0 || w1 is not { } rate1 || a0 is not { } deal0 || a1 is not { } deal1) return null;
        decimal n0 = before.Closed, n1 = after.Closed;
        var closed = Effect(n0, n1, rate0, rate1, deal0, deal1);
        var winRate = Effect(rate0, rate1, n0, n1, deal0, deal1);
        var averageDeal = Effect(deal0, deal1, n0, n1, rate0, rate1);
        var rounding = after.Amount - before.Amount - closed - winRate - averageDeal;
        if (averageDeal != 0) averageDeal += rounding;
        else if (winRate != 0) winRate += rounding;
        else closed += rounding;
        return new ShapleyEffects(closed, winRate, averageDeal);
    }

    private static decimal Effect(decimal x0, decimal x1, decimal y0, decimal y1, decimal z0, decimal z1) =>
        Math.Round((x1 - x0) * ((((y0 * z0) + (y1 * z1)) / 3) + (((y0 * z1) + (y1 * z0)) / 6)), 10);

    private static decimal? Ratio(decimal numerator, decimal denominator) => denominator == 0 ? null : numerator / denominator;

    private static (decimal? Before, decimal? After) Defined(decimal? before, decimal? after) => (before ?? after, after ?? before);
}
