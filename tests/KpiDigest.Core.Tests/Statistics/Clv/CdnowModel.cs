using KpiDigest.Core.Statistics.Clv;

namespace KpiDigest.Core.Tests.Statistics.Clv;

/// <summary>The models fitted once to the CDNOW sample.</summary>
internal static class CdnowModel
{
    private static readonly Lazy<IReadOnlyList<BuyerHistory>> All = new(Cdnow.Histories);
    private static readonly Lazy<ClvModel> Fitted = new(() => ClvModel.Fit(All.Value, out _)!);

    public static IReadOnlyList<BuyerHistory> Buyers => All.Value;

    public static ClvModel Model => Fitted.Value;

    /// <summary>The customer of a number of the published tables.</summary>
    public static BuyerHistory Buyer(int number) => Buyers.Single(buyer => buyer.Customer == $"{number:0000}");
}
