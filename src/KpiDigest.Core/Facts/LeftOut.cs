namespace KpiDigest.Core.Facts;

/// <summary>Why a deal does not count (D1).</summary>
public enum LeftOut : byte
{
    /// <summary>It counts.</summary>
    No = 0,

    /// <summary>Named by id in <see cref="DealRules.ExcludedDeals"/>.</summary>
    Deal = 1,

    /// <summary>In an excluded pipeline, or in none of the included.</summary>
    Pipeline = 2,

    /// <summary>Its owner is named in <see cref="DealRules.ExcludedOwners"/>.</summary>
    Owner = 3,

    /// <summary>Lost for a reason in <see cref="DealRules.NotALoss"/>.</summary>
    LostReason = 4,

    /// <summary>A renewal, and renewals do not count.</summary>
    Renewal = 5,
}
