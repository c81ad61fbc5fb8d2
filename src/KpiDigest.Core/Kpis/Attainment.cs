using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>One rep against the prorated quota of the input's period.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Won">Amount won.</param>
/// <param name="Quota">The rep's quota, above 0.</param>
/// <param name="IsTooNew">Under 20 employed business days in the period: shown, not counted.</param>
/// <param name="Fault">Why nothing can be said of the scope: a rate is missing.</param>
internal sealed record Attainment(string RepId, decimal Won, decimal Quota, bool IsTooNew, string? Fault)
{
    /// <summary>Employed business days from which a rep counts.</summary>
    public const int EnoughDays = 20;

    public decimal Ratio => Quota == 0 ? 0 : Won / Quota;

    /// <summary>Null for a rep without a quota. Won is everything the rep won, in whichever team.</summary>
    public static Attainment? Of(KpiInput input, Scope rep)
    {
        var quota = input.Facts.Quota(rep, input.Period, input.AsOf);
        if (quota.Rows.Count == 0 || quota.Amount <= 0) return null;
        var own = input with { Scope = rep, Records = null };
        var closed = ClosedDeals.Of(own);
        var tooNew = input.Facts.EmployedBusinessDays(rep.Id, input.Period.Start, input.Period.End) < EnoughDays;
        return new Attainment(rep.Id, closed.WonAmount, quota.Amount ?? 0, tooNew, MissingRates.Of(own, closed.WonShares) ?? QuotaOf.MissingRate(quota));
    }

    /// <summary>won ≥ quota × business days gone ÷ business days of the period, without a division.</summary>
    public bool IsOnPace(KpiInput input) =>
        Won * input.Facts.Calendar.BusinessDays.Between(input.Period.Start, input.Period.End) >= Quota * input.BusinessDaysGone;
}
