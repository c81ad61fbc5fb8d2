using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Kpis;

/// <summary>Reports deals that add their amount to a number: each share with its part of the amount (D7).</summary>
internal static class AmountRecords
{
    /// <summary>The role of a share; <c>+split</c> where it is a part of a deal, another where there is nothing to add.</summary>
    public static void Report(KpiInput input, IEnumerable<DealShare> shares, string role)
    {
        if (input.Records is null) return;
        foreach (var share in shares)
            input.Report(FactKind.Deal, share.Deal.Id, RoleOf(share, role), share.Amount);
    }

    /// <summary>The role of one share.</summary>
    public static string RoleOf(DealShare share, string role) =>
        share.Deal.MissingRate ? "no-rate" : share.Amount is null ? "without-amount" : share.Part == 1 ? role : $"{role}+split";
}
