using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Facts;

public class CountingTests
{
    [Fact]
    public void Everything_counts_by_default_but_renewals()
    {
        var facts = Some.Company().Rep("ann").Deal(Some.Deal(kind: DealKind.Renewal)).Deal(Some.Deal(kind: DealKind.Expansion)).Deal(Some.Deal()).Build();

        Assert.Equal((3, 2), (facts.Coverage.Deals, facts.Coverage.Counted));
        Assert.Equal([("renewal", 1)], facts.Coverage.LeftOut);
        Assert.Equal(2, Counted(facts));
    }

    [Fact]
    public void Renewals_count_where_configured() =>
        Assert.Equal(1, Counted(Some.Company(rules: new DealRules { CountRenewals = true }).Rep("ann").Deal(Some.Deal(kind: DealKind.Renewal)).Build()));

    [Fact]
    public void A_loss_that_is_none_does_not_count_but_a_win_with_that_reason_does()
    {
        var facts = Some.Company(rules: new DealRules { NotALoss = ["Duplicate "] }).Rep("ann")
            .Deal(Some.Deal(DealStatus.Lost, lostReason: " duplicate")).Deal(Some.Deal(DealStatus.Won, lostReason: "duplicate")).Deal(Some.Deal(DealStatus.Lost, lostReason: "price")).Build();

        Assert.Equal(2, Counted(facts));
        Assert.Equal([("lost reason 'Duplicate'", 1)], facts.Coverage.LeftOut);
    }

    [Theory]
    [InlineData("partner")]
    [InlineData("Partner Sales")]
    [InlineData("partner sales ")]
    public void An_excluded_pipeline_is_named_by_id_or_name(string name)
    {
        var facts = Pipelines(new DealRules { ExcludedPipelines = [name] });

        Assert.Equal(2, Counted(facts));
        Assert.Equal([("excluded pipeline", 1)], facts.Coverage.LeftOut);
    }

    [Fact]
    public void Where_pipelines_are_included_only_these_count() =>
        Assert.Equal(1, Counted(Pipelines(new DealRules { IncludedPipelines = ["Partner Sales"] })));

    [Theory]
    [InlineData("bob")]
    [InlineData("BOB BY")]
    [InlineData("Bob@Example.com")]
    public void An_excluded_owner_is_named_by_id_name_or_email(string name)
    {
        var facts = Some.Company(rules: new DealRules { ExcludedOwners = [name] }).Rep("ann").Rep("bob", name: "Bob By", email: "bob@example.com")
            .Deal(Some.Deal()).Deal(Some.Deal(owner: "bob")).Build();

        Assert.Equal(1, Counted(facts));
        Assert.Equal([("excluded owner", 1)], facts.Coverage.LeftOut);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("Bob@Example.com")]
    public void Where_owners_are_included_only_their_deals_count(string name)
    {
        var facts = Some.Company(rules: new DealRules { IncludedOwners = [name] }).Rep("ann").Rep("bob", name: "Bob By", email: "bob@example.com")
            .Deal(Some.Deal()).Deal(Some.Deal()).Deal(Some.Deal(owner: "bob")).Build();

        Assert.Equal(1, Counted(facts));
        Assert.Equal([("excluded owner", 2)], facts.Coverage.LeftOut);
    }

    [Fact]
    public void Where_deals_are_included_no_other_counts()
    {
        var facts = Some.Company(rules: new DealRules { IncludedDeals = ["real"] }).Rep("ann").Deal(Some.Deal(id: "real")).Deal(Some.Deal()).Deal(Some.Deal()).Build();

        Assert.Equal(1, Counted(facts));
    }

    [Fact]
    public void Single_deals_can_be_excluded()
    {
        var facts = Some.Company(rules: new DealRules { ExcludedDeals = ["test"] }).Rep("ann").Deal(Some.Deal(id: "test")).Deal(Some.Deal()).Build();

        Assert.Equal(1, Counted(facts));
        Assert.Equal([("excluded deal", 1)], facts.Coverage.LeftOut);
    }

    [Fact]
    public void Coverage_says_what_is_lacking()
    {
        var coverage = Some.Company().Rep("ann").Rep("bob")
            .Deal(Some.Deal(amount: null)).Deal(Some.Deal(amount: 0)).Deal(Some.Deal(owner: "who")).Deal(Some.Deal(created: null))
            .Deal(Some.Deal(DealStatus.Open, close: null)).Deal(Some.Deal(currency: "CHF", close: "2017-11-03")).Deal(Some.Deal(currency: "CHF", close: "2017-11-03"))
            .Deal(Some.Deal(DealStatus.Open, currency: "EUR", close: "2018-11-03"))
            .Stages("x").Build().Coverage;

        Assert.Equal((8, 8, 2, 1, 1, 1), (coverage.Deals, coverage.Counted, coverage.WonWithoutAmount, coverage.WithoutOwner, coverage.WithoutCreated, coverage.OpenWithoutClose));
        Assert.Equal([("CHF 2017-11-03", 2), ("EUR 2018-01-01", 1)], coverage.MissingRates);
    }

    private static SalesFacts Pipelines(DealRules rules)
    {
        var company = Some.Company(rules: rules).Rep("ann").Deal(Some.Deal(pipeline: "partner")).Deal(Some.Deal(pipeline: "p")).Deal(Some.Deal());
        company.Builder.AddStage(Some.Stage("s1", DealStatus.Open, "partner", "Partner Sales"));
        company.Builder.AddStage(Some.Stage("s2", DealStatus.Open));
        return company.Build();
    }

    private static int Counted(SalesFacts facts) => facts.Closed(Scope.Company, Some.Date("2017-10-01"), Some.Date("2018-01-01")).Count(d => d.Counted);
}
