using KpiDigest.Core.Facts;
using NodaTime;

namespace KpiDigest.Core.Kpis;

/// <summary>The quota of an input's scope and period, and what to say where there is none.</summary>
internal static class QuotaOf
{
    /// <summary>Teams and memberships count as they were at the end of the period, or at the as-of instant where that is earlier.</summary>
    public static Instant MembersAt(KpiInput input) => Instant.Min(input.AsOf, input.Period.EndInstant);

    public static QuotaSum Scope(KpiInput input) => input.Facts.Quota(input.Scope, input.Period, MembersAt(input));

    /// <summary>Why nothing can be divided by the quota, or null.</summary>
    public static string? Fault(KpiInput input, QuotaSum quota)
    {
        if (quota.Rows.Count == 0) return $"no quota covers {input.Scope} in {input.Period.Label}: set goals in the CRM or add rows to the quotas file";
        return MissingRate(quota) ?? (quota.Amount > 0 ? null : FormattableString.Invariant($"the quota of {input.Scope} in {input.Period.Label} is {quota.Amount}"));
    }

    /// <summary>'no rate EUR 2017-10-01 (quota q17)': a quota is converted at the rate of its first day (D8).</summary>
    public static string? MissingRate(QuotaSum quota)
    {
        var row = quota.Rows.FirstOrDefault(r => r.Amount is null);
        return row.Quota is null ? null : $"no rate {row.Quota.Currency} {row.Quota.Start:uuuu'-'MM'-'dd} (quota {row.Quota.Id})";
    }

    /// <summary>What to say where no rep counts.</summary>
    public static string NoRep(KpiInput input, int tooNew) => tooNew > 0
        ? $"all {tooNew} reps of {input.Scope} with a quota in {input.Period.Label} have under {Attainment.EnoughDays} employed business days"
        : $"no rep of {input.Scope} has a quota in {input.Period.Label}: set goals in the CRM or add rows to the quotas file";
}
