using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

public class GrossMarginTests
{
    [Fact]
    public void Divides_margin_by_amount_of_the_deals_that_state_both()
    {
        var facts = Some.Company().Rep("ann").Deal(Won(600, 300)).Deal(Won(200, 60)).Deal(Won(200, null)).Deal(Won(null, 50)).Build();

        var result = Some.Evaluate(facts, "gross-margin");

        Assert.Equal((0.45m, 360m, 800m, 0.8m), (result.Value, result.Numerator, result.Denominator, result.Part("coverage")));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(499, "the deals that state a margin hold only 50 % of the amount won in 2017-Q4")]
    [InlineData(100, "the deals that state a margin hold only 10 % of the amount won in 2017-Q4")]
    public void Is_no_data_under_half_of_the_amount_won(int covered, string? reason) =>
        Assert.Equal(reason, Some.Evaluate(Some.Company().Rep("ann").Deal(Won(covered, 10)).Deal(Won(1000 - covered, null)).Build(), "gross-margin").Reason);

    [Fact]
    public void Says_which_field_is_missing() =>
        Assert.Equal("none of the 1 deals won in 2017-Q4 states its gross margin (the CRM's margin field)", Some.Evaluate(Some.Company().Rep("ann").Deal(Some.Deal()).Build(), "gross-margin").Reason);

    private static Deal Won(decimal? amount, decimal? margin) => Some.Deal(amount: amount) with { Margin = margin };
}
