using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>The difference of two rates with its interval and its test (D11), as results and parts carry it.</summary>
/// <param name="Value">Later less earlier.</param>
/// <param name="Interval">Newcombe's.</param>
/// <param name="Parts">p, z and verdict: improved, declined or no clear change.</param>
internal sealed record RateDifference(decimal Value, KpiInterval Interval, IReadOnlyList<KpiPart> Parts)
{
    /// <param name="now">Won and closed.</param>
    /// <param name="then">Won and closed in the earlier period.</param>
    /// <param name="flagged">Whether a family's tests let it stand (D13); null: p under 0.05 decides.</param>
    public static RateDifference Between((int Won, int Closed) now, (int Won, int Closed) then, bool? flagged)
    {
        var value = ((decimal)now.Won / now.Closed) - ((decimal)then.Won / then.Closed);
        var (interval, test) = (NewcombeInterval.Of(now, then), TwoProportions.Compare(now, then));
        var stands = flagged ?? test.IsSignificant;
        return new RateDifference(
            value,
            new KpiInterval((decimal)interval.Low, (decimal)interval.High, Proportion.Level),
            [
                new KpiPart("p", (decimal)test.P),
                new KpiPart("z", (decimal?)test.Z),
                KpiPart.Of("verdict", !stands || value == 0 ? "no clear change" : value > 0 ? "improved" : "declined"),
            ]);
    }
}
