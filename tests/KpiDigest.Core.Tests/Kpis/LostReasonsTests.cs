using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class LostReasonsTests
{
    [Fact]
    public void Is_the_share_of_the_top_reason_and_keeps_what_states_none()
    {
        var facts = Some.Company(rules: new DealRules { NotALoss = ["duplicate"] }).Rep("ann").Deals(3, () => Lost("Price")).Deals(2, () => Lost(" price ")).Deals(3, () => Lost(null)).Deals(2, () => Lost(" ")).Deals(2, () => Lost("Timing"))
            .Deals(9, () => Lost("duplicate")).Deal(Lost("PRICE")).Build();

        var result = Some.Evaluate(facts, "lost-reasons");

        Assert.Equal((6m / 13, 6m, 13m), (result.Value, result.Numerator, result.Denominator));
        Assert.Equal([("PRICE", 6m), ("not given", 5m), ("Timing", 2m)], result.Parts.Single(p => p.Name == "rows").Rows.Select(r => (r.Parts[0].Text!, r.Parts[1].Value!.Value)));
    }

    [Fact]
    public void Nothing_lost_is_no_data() => Assert.Equal("no deal was lost in 2017-Q4", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "lost-reasons").Reason);

    private static Deal Lost(string? reason) => Some.Deal(DealStatus.Lost, lostReason: reason);
}
