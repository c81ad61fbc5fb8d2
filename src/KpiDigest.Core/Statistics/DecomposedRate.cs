namespace KpiDigest.Core.Statistics;

/// <summary>
/// Why a group's pooled rate changed (D14): its members' own rates, their shares of the trials, or who joined and left.
/// Z. Griliches, H. Regev, Firm productivity in Israeli industry 1979-1988, Journal of Econometrics 65 (1995) 175-203. Effects are kept
/// to 10 decimals, and what that leaves over goes to the greatest, so that they add up to the change of the two rates exactly.
/// </summary>
/// <param name="Before">The pooled rate of the earlier period, to 10 decimals.</param>
/// <param name="After">The pooled rate of the later period, to 10 decimals.</param>
/// <param name="Total">The effects of all members.</param>
/// <param name="Members">Each member's effects, in the order given, not rounded.</param>
public sealed record DecomposedRate(decimal Before, decimal After, RateEffect Total, IReadOnlyList<RateEffect> Members)
{
    private const int Decimals = 10;

    /// <summary>The effects of a change.</summary>
    /// <returns>Null where a period has no trials at all.</returns>
    public static DecomposedRate? Between(IReadOnlyList<RateChange> members)
    {
        decimal trials0 = members.Sum(member => (long)member.Trials0), trials1 = members.Sum(member => (long)member.Trials1);
        if (trials0 == 0 || trials1 == 0) return null;
        decimal before = members.Sum(member => (long)member.Successes0) / trials0, after = members.Sum(member => (long)member.Successes1) / trials1;
        RateEffect[] effects = [.. members.Select(member => Effect(member, member.Trials0 / trials0, member.Trials1 / trials1, (before + after) / 2))];
        var total = new RateEffect(Kept(effects.Sum(e => e.Within)), Kept(effects.Sum(e => e.Mix)), Kept(effects.Sum(e => e.JoinedLeft)));
        return new DecomposedRate(Kept(before), Kept(after), Exact(total, Kept(after) - Kept(before)), effects);
    }

    private static RateEffect Effect(RateChange member, decimal share0, decimal share1, decimal middle)
    {
        if (share0 == 0 && share1 == 0) return default;
        if (share0 == 0) return new RateEffect(0, 0, share1 * (((decimal)member.Successes1 / member.Trials1) - middle));
        if (share1 == 0) return new RateEffect(0, 0, -share0 * (((decimal)member.Successes0 / member.Trials0) - middle));
        decimal rate0 = (decimal)member.Successes0 / member.Trials0, rate1 = (decimal)member.Successes1 / member.Trials1;
        return new RateEffect((rate1 - rate0) * (share0 + share1) / 2, (share1 - share0) * (((rate0 + rate1) / 2) - middle), 0);
    }

    private static RateEffect Exact(RateEffect effects, decimal change)
    {
        var rest = change - effects.Within - effects.Mix - effects.JoinedLeft;
        decimal within = Math.Abs(effects.Within), mix = Math.Abs(effects.Mix), joinedLeft = Math.Abs(effects.JoinedLeft);
        if (within >= mix && within >= joinedLeft) return effects with { Within = effects.Within + rest };
        return mix >= joinedLeft ? effects with { Mix = effects.Mix + rest } : effects with { JoinedLeft = effects.JoinedLeft + rest };
    }

    private static decimal Kept(decimal value) => Math.Round(value, Decimals);
}
