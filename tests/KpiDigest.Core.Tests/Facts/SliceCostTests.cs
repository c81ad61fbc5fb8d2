using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Tests.Facts;

public class SliceCostTests
{
    private static readonly SalesFacts Facts = Build();

    public static TheoryData<string, string> Cases => new(
        from kpi in KpiCatalogue.All
        from period in new[] { "2017-Q4", "2017-W50", "2017-W40" }
        where kpi.Cadences.Contains(period.Contains('W', StringComparison.Ordinal) ? PeriodKind.Week : PeriodKind.Quarter)
        select (kpi.Id, period));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_reps_kpi_looks_at_nothing_but_the_reps_deals(string id, string period)
    {
        var before = Facts.RowsTouched;
        Some.Evaluate(Facts, id, period, Some.Rep(Facts, "small"));

        // The small rep has 10 deals among 5,010; one evaluation reads a handful of slices of them (value, comparisons, effects, trailing weeks).
        Assert.InRange(Facts.RowsTouched - before, 0, 10 * 10);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_teams_kpi_looks_at_nothing_but_its_members_deals(string id, string period)
    {
        var before = Facts.RowsTouched;
        Some.Evaluate(Facts, id, period, Some.Team(Facts, "few"));

        Assert.InRange(Facts.RowsTouched - before, 0, 10 * 20);
    }

    [Fact]
    public void A_period_at_T_looks_at_nothing_but_the_deals_of_the_period()
    {
        var before = Facts.RowsTouched;
        Assert.Equal(5, Facts.Closed(Some.Rep(Facts, "small"), Some.Date("2017-12-01"), Some.Date("2018-01-01")).Count);

        Assert.Equal(5, Facts.RowsTouched - before);
    }

    private static SalesFacts Build() => Some.Company().Team("few").Team("many").Rep("small", "few").Rep("big", "many")
        .Quota(Some.Quota(100, rep: "small")).Quota(Some.Quota(100, rep: "big"))
        .Deals(5000, () => Some.Deal(owner: "big"))
        .Deals(5, () => Some.Deal(owner: "small", close: "2017-12-14")).Deals(3, () => Some.Deal(owner: "small", close: "2017-10-05")).Deals(2, () => Some.Deal(DealStatus.Open, owner: "small", close: "2017-12-30")).Build();
}
