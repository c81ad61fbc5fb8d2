using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class AmountTests
{
    [Theory]
    [InlineData(100, null, null, 100)]
    [InlineData(100, "USD", null, 100)]
    [InlineData(100, "usd", null, 100)]
    [InlineData(100, "USD", 101, 101)]
    [InlineData(100, "CHF", 110, 110)]
    [InlineData(null, "CHF", 110, 110)]
    [InlineData(-50, null, null, -50)]
    [InlineData(null, null, null, null)]
    [InlineData(0, null, null, null)]
    [InlineData(0, "CHF", null, null)]
    public void The_home_amount_wins_else_an_amount_in_the_home_currency(int? amount, string? currency, int? home, int? expected)
    {
        var row = Row(Some.Deal(amount: amount, currency: currency, home: home));

        Assert.Equal(expected, row.Amount);
        Assert.False(row.MissingRate);
    }

    [Fact]
    public void Zero_is_stated_where_configured() => Assert.Equal(0, Row(Some.Deal(amount: 0), new DealRules { ZeroIsStated = true }).Amount);

    [Fact]
    public void A_foreign_amount_without_a_home_amount_lacks_its_rate()
    {
        var row = Row(Some.Deal(amount: 100, currency: "CHF"));

        Assert.Null(row.Amount);
        Assert.True(row.MissingRate);
    }

    [Fact]
    public void A_past_foreign_amount_scales_with_the_present_rate()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "d", amount: 200, currency: "CHF", home: 220, close: "2018-03-01"))
            .Change("d", DealField.Amount, "2017-10-01", "100").Change("d", DealField.Amount, "2017-11-01", null).Change("d", DealField.Amount, "2017-12-01", "200.00").Build();

        Assert.Equal([110m, null, 220m], new[] { "2017-10-15", "2017-11-15", "2017-12-15" }.Select(d => Assert.Single(facts.OpenAt(Scope.Company, Some.Instant(d))).Amount));
    }

    [Theory]
    [InlineData("1234.56785", "1234.5678")]
    [InlineData("1234.56775", "1234.5678")]
    [InlineData("0.1", "0.1")]
    public void Amounts_are_kept_in_ten_thousandths_half_even(string amount, string kept) =>
        Assert.Equal(decimal.Parse(kept, System.Globalization.CultureInfo.InvariantCulture), Row(Some.Deal(amount: decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))).Amount);

    [Fact]
    public void An_amount_beyond_the_columns_is_refused() => Assert.Throws<OverflowException>(() => Row(Some.Deal(amount: 1e15m)));

    [Fact]
    public void A_change_that_is_no_amount_is_refused_with_the_deal_and_the_text()
    {
        var company = Some.Company().Rep("ann").Deal(Some.Deal(id: "d7"));

        var fault = Assert.Throws<FormatException>(() => company.Change("d7", DealField.Amount, "2017-10-01", "1,5 k").Build()).Message;
        Assert.Contains("d7", fault, StringComparison.Ordinal);
        Assert.Contains("'1,5 k'", fault, StringComparison.Ordinal);
    }

    private static DealRow Row(Deal deal, DealRules? rules = null) =>
        Assert.Single(Some.Company(rules: rules).Rep("ann").Deal(deal).Build().Closed(Scope.Company, Some.Date("2017-10-01"), Some.Date("2018-01-01")));
}
