using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Tests.Kpis;

public class WinRateTests
{
    [Fact]
    public void Catalogue_example_1_counts_and_interval()
    {
        var facts = Some.Company(rules: new DealRules { NotALoss = ["Duplicate"] }).Rep("ann")
            .Deals(8, () => Some.Deal())
            .Deal(Some.Deal(amount: null))
            .Deals(5, () => Some.Deal(DealStatus.Lost))
            .Deals(3, () => Some.Deal(DealStatus.Open))
            .Deal(Some.Deal(kind: DealKind.Renewal))
            .Deal(Some.Deal(DealStatus.Lost, lostReason: "duplicate"))
            .Build();

        var result = Some.Evaluate(facts, "win-rate");

        Assert.Equal((KpiStatus.Ok, 9m, 14m), (result.Status, result.Numerator, result.Denominator));
        Assert.Equal(0.642857m, Math.Round(result.Value!.Value, 6));
        Assert.Equal((0.387644m, 0.836553m, 0.95m), (Math.Round(result.Interval!.Low, 6), Math.Round(result.Interval.High, 6), result.Interval.Level));
        Assert.Equal(10m / 15, result.Part("withRenewals"));
    }
}
