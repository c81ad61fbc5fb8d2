using KpiDigest.Core.Digests;
using KpiDigest.Core.Digests.Quarterly;
using KpiDigest.Core.Digests.Weekly;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Tests.Support;
using NodaTime;

namespace KpiDigest.Core.Tests.Digests;

public sealed class DigestFiguresBuilderTests
{
    private static readonly DigestAudience Audience = new("Cara", "en-US", DateTimeZone.Utc, "Acme", "HubSpot", []) { Texts = ShippedTexts.All };

    private static SalesFacts Facts(string asOf = "2017-12-25T06:00:00Z") => Some.Company(asOf)
        .Team("north", name: "North").Team("south", name: "South")
        .Rep("ann", "north", name: "Ann").Rep("bob", "north", name: "Bob").Rep("zoe", "south", name: "Zoe")
        .Quota(Some.Quota(100_000, rep: "ann")).Quota(Some.Quota(100_000, rep: "bob")).Quota(Some.Quota(200_000, rep: "zoe"))
        .Deal(Some.Deal(id: "w1", owner: "ann", close: "2017-12-20", amount: 60_000))
        .Deal(Some.Deal(id: "w2", owner: "bob", close: "2017-12-13", amount: 20_000))
        .Deal(Some.Deal(DealStatus.Lost, id: "l1", owner: "ann", close: "2017-12-21", amount: 9_000))
        .Deal(Some.Deal(id: "south-win", owner: "zoe", close: "2017-12-19", amount: 500_000))
        .Deal(Some.Deal(DealStatus.Open, id: "o1", owner: "ann", close: "2017-12-01", amount: 30_000))
        .Deal(Some.Deal(DealStatus.Open, id: "o2", owner: "bob", close: "2017-12-29", amount: 40_000))
        .Deal(Some.Deal(DealStatus.Open, id: "o3", owner: "bob", close: "2018-03-01", amount: 10_000))
        .Deal(Some.Deal(DealStatus.Open, id: "south-open", owner: "zoe", close: "2017-12-02", amount: 700_000))
        .Build();

    [Fact]
    public void A_team_sees_its_own_rows_deals_and_numbers_only()
    {
        var facts = Facts();
        var figures = DigestFiguresBuilder.Build("weekly", facts, Some.Team(facts, "north"), Some.Period(facts, "2017-W51"));
        Assert.Equal(["Ann", "Bob"], figures.Children.Select(c => c.Scope.Name));
        Assert.Equal(60_000, figures.Result("won-revenue")!.Value);
        Assert.DoesNotContain(DigestFiguresBuilder.RecordsToName(figures), r => r.Id.StartsWith("south", StringComparison.Ordinal) || r.Id == "zoe");
        var digest = WeeklyComposer.Compose(figures, new Dictionary<(FactKind Kind, string Id), NamedRecord>(), Audience);
        Assert.DoesNotContain("Zoe", digest.ToString() + string.Join(' ', digest.Team!.Rows.Select(r => r.Name)), StringComparison.Ordinal);
    }

    [Fact]
    public void Deals_stand_under_the_role_they_have()
    {
        var facts = Facts();
        var figures = DigestFiguresBuilder.Build("weekly", facts, Some.Team(facts, "north"), Some.Period(facts, "2017-W51"));
        Assert.Equal(["w1"], Ids(figures, DealRole.Won));
        Assert.Equal(["l1"], Ids(figures, DealRole.Lost));
        Assert.Equal(["o1"], Ids(figures, DealRole.Overdue));
        Assert.Equal(["o2"], Ids(figures, DealRole.DueSoon));
        Assert.Equal(figures.Result("stale-deals")!.Value ?? 0, figures.DealsOf(DealRole.Stale)?.Count ?? 0);
    }

    [Fact]
    public void A_deal_due_today_is_not_overdue()
    {
        var facts = Some.Company("2017-12-25T06:00:00Z").Rep("ann").Deal(Some.Deal(DealStatus.Open, id: "today", close: "2017-12-25")).Deal(Some.Deal(DealStatus.Open, id: "before", close: "2017-12-24")).Build();
        var figures = DigestFiguresBuilder.Build("weekly", facts, Scope.Company, Some.Period(facts, "2017-W51"));
        Assert.Equal(["before"], Ids(figures, DealRole.Overdue));
        Assert.Equal(["today"], Ids(figures, DealRole.DueSoon));
    }

    [Theory]
    [InlineData("2017-W51", "2017-12-25T06:00:00Z", null)]
    [InlineData("2017-W52", "2018-01-01T06:00:00Z", "2017-Q4")]
    [InlineData("2018-W13", "2018-04-02T06:00:00Z", "2018-Q1")]
    public void A_quarter_that_ended_in_the_week_is_led_with(string week, string asOf, string? quarter)
    {
        var facts = Facts(asOf);
        Assert.Equal(quarter, DigestFiguresBuilder.Build("weekly", facts, Scope.Company, Some.Period(facts, week)).Ended?.Quarter.Label);
    }

    [Fact]
    public void Weeks_before_the_data_are_no_points_of_the_trend()
    {
        var facts = Facts();
        var trend = DigestFiguresBuilder.Build("weekly", facts, Scope.Company, Some.Period(facts, "2017-W51")).Trend("won-revenue");
        Assert.All(trend, p => Assert.True(p.Period.End > facts.FirstDay));
        Assert.Equal("2017-W51", trend[^1].Period.Label);
        Assert.Equal(560_000, trend[^1].Result.Value);
    }

    [Fact]
    public void A_scorecard_tells_when_open_deals_are_due_and_how_the_next_quarter_is_covered()
    {
        var facts = Facts("2018-01-02T06:00:00Z");
        var figures = DigestFiguresBuilder.Build("quarterly", facts, Scope.Company, Some.Period(facts, "2017-Q4"));
        Assert.Equal(
            [new(PipelineDue.Overdue, 3, 770_000), new PipelineBucket(PipelineDue.NextQuarter, 1, 10_000)],
            figures.Outlook);
        Assert.Equal("2018-Q1", figures.NextCoverage?.Period?.Label);
        Assert.DoesNotContain("pipeline-coverage", figures.Results.Keys);
        var scorecard = QuarterlyComposer.Compose(figures, new Dictionary<(FactKind Kind, string Id), NamedRecord>(), Audience);
        Assert.StartsWith("Q4 2017 closed at $580K won, 145% of quota", scorecard.Headline, StringComparison.Ordinal);
        Assert.Equal("scorecard-2017-Q4.pdf", scorecard.FileName);
    }

    [Fact]
    public void Every_kpi_of_the_week_is_there_and_none_is_faked()
    {
        var facts = Facts();
        var figures = DigestFiguresBuilder.Build("weekly", facts, Scope.Company, Some.Period(facts, "2017-W51"));
        Assert.Equal(KpiCatalogue.All.Where(k => k.Cadences.Contains(Core.Periods.PeriodKind.Week)).Select(k => k.Id), figures.Results.Keys);
        Assert.DoesNotContain(figures.Results.Values, r => r.Status == KpiStatus.NotApplicable);
    }

    [Theory]
    [InlineData("monthly", "2017-W51")]
    [InlineData("weekly", "2017-Q4")]
    [InlineData("quarterly", "2017-W51")]
    public void A_template_that_does_not_exist_or_fit_is_an_error(string template, string period)
    {
        var facts = Facts();
        Assert.Throws<ArgumentException>(() => DigestFiguresBuilder.Build(template, facts, Scope.Company, Some.Period(facts, period)));
    }

    private static IEnumerable<string> Ids(DigestFigures figures, DealRole role) => (figures.DealsOf(role)?.Biggest ?? []).Select(d => d.Id);
}
