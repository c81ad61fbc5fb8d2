using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Tests.Kpis;

/// <summary>What past quarters say about an unfinished one: pace, landing, required cover.</summary>
public class QuarterHistoryTests
{
    private static readonly (string Early, string Late)[] PastQuarters =
        [("2016-10-03", "2016-12-30"), ("2017-01-03", "2017-03-30"), ("2017-04-03", "2017-06-29"), ("2017-07-03", "2017-09-28")];

    [Fact]
    public void Catalogue_example_6_with_four_past_quarters()
    {
        var facts = Pace(38, 41, 43, 46).Build();

        var result = Some.Evaluate(facts, "target-achievement");

        Assert.Equal((1.023810m, "history"), (Math.Round(result.Part("pace")!.Value, 6), result.Parts.Single(p => p.Name == "paceKind").Text));
    }

    [Fact]
    public void Catalogue_example_6_with_three_past_quarters_is_linear()
    {
        var result = Some.Evaluate(Pace(38, 41, 43).Build(), "target-achievement");

        Assert.Equal((0.820909m, "linear"), (Math.Round(result.Part("pace")!.Value, 6), result.Parts.Single(p => p.Name == "paceKind").Text));
    }

    [Fact]
    public void Catalogue_example_15_landing()
    {
        var result = Some.Evaluate(Landing().Build(), "target-achievement", "2017-W46");
        var chances = result.Parts.Single(p => p.Name == "chances").Rows.Select(r => r.Parts.ToDictionary(p => p.Name)).ToList();

        Assert.Equal(360_294.12m, Math.Round(result.Part("landing")!.Value, 2));
        Assert.Equal([("big", 30m, 60m, "sameWeek"), ("small", 10m, 50m, "sameWeek")], chances.Select(c => (c["stage"].Text!, c["won"].Value!.Value, c["seen"].Value!.Value, c["source"].Text!)));
        Assert.InRange(result.Part("low80")!.Value, 300_000m, 360_000m);
        Assert.InRange(result.Part("high80")!.Value, 360_000m, 450_000m);
        Assert.InRange(result.Part("goalProbability")!.Value, 0.3m, 0.6m);
    }

    [Fact]
    public void The_same_facts_land_in_the_same_place() =>
        Assert.Equal(Some.Evaluate(Landing().Build(), "target-achievement", "2017-W46").Part("low80"), Some.Evaluate(Landing().Build(), "target-achievement", "2017-W46").Part("low80"));

    [Fact]
    public void Where_history_is_thin_the_crms_probability_of_the_stage_decides()
    {
        var company = Some.Company("2017-11-20").Rep("ann").Quota(Some.Quota(1000)).Deal(Some.Deal(DealStatus.Open, id: "o", amount: 100, stage: "late", close: "2017-12-01")).Stages("x");
        company.Builder.AddStage(Some.Stage("late", DealStatus.Open) with { Probability = 0.7m });

        var result = Some.Evaluate(company.Build(), "target-achievement");

        Assert.Equal(70m, result.Part("landing"));
        Assert.Equal("crm", result.Parts.Single(p => p.Name == "chances").Rows[0].Parts.Single(p => p.Name == "source").Text);
    }

    [Fact]
    public void Later_wins_of_other_deals_are_added_by_their_past_mean()
    {
        var company = Some.Company("2017-11-16").Rep("ann").Quota(Some.Quota(10_000));
        foreach (var (early, late) in PastQuarters) company.Deal(Some.Deal(close: early, created: early, amount: 500)).Deal(Some.Deal(close: late, created: late, amount: 300));
        company.Deal(Some.Deal(close: "2017-06-28", created: "2017-06-27", amount: 200));

        Assert.Equal(350m, Some.Evaluate(company.Build(), "target-achievement").Part("landing"));
    }

    [Fact]
    public void After_the_end_there_is_no_landing_but_realism_stays()
    {
        var result = Some.Evaluate(Pace(40, 40, 40, 40).Build() is var facts && facts.AsOf < Some.Instant("2018-01-01") ? Pace(40, 40, 40, 40, asOf: "2018-01-01").Build() : facts, "target-achievement");

        Assert.Equal((null, null, null, null), (result.Part("landing"), result.Part("low80"), result.Part("high80"), result.Part("goalProbability")));
        Assert.Equal(10_000m, result.Part("targetRealism"));
    }

    [Fact]
    public void The_cover_that_is_enough_comes_from_what_past_quarters_still_won()
    {
        // With 14 days left each past quarter had 400 due and won 100, 100, 200 and 300 of it: the median is 150.
        var company = Some.Company("2017-12-18").Rep("ann").Quota(Some.Quota(1000)).Stages("x").Deal(Some.Deal(DealStatus.Open, amount: 900, created: "2017-12-01", close: "2017-12-20"));
        var won = new[] { 1, 1, 2, 3 };
        foreach (var (quarter, i) in PastQuarters.Select((q, i) => (q, i)))
        {
            for (var deal = 0; deal < 4; deal++)
            {
                var id = $"{i}-{deal}";
                var isWon = deal < won[i];
                company.Deal(Some.Deal(isWon ? DealStatus.Won : DealStatus.Lost, id: id, amount: 100, created: quarter.Early, close: quarter.Late))
                    .Stages(id, ($"{quarter.Early}", "open"), (quarter.Late, isWon ? "won" : "lost")).Change(id, DealField.Close, quarter.Early, quarter.Late);
            }
        }

        var result = Some.Evaluate(company.Build(), "pipeline-coverage", "2017-W50");

        Assert.Equal((400m / 150, "history"), (result.Part("required"), result.Parts.Single(p => p.Name == "requiredKind").Text));
        Assert.Equal(result.Part("required"), result.Target);
    }

    private static Company Pace(params int[] shares) => Pace(shares, "2017-11-16");

    private static Company Pace(int a, int b, int c, int d, string asOf) => Pace([a, b, c, d], asOf);

    private static Company Pace(int[] shares, string asOf)
    {
        var company = Some.Company(asOf).Rep("ann").Quota(Some.Quota(1_000_000)).Deal(Some.Deal(amount: 430_000, close: "2017-11-01"));
        foreach (var (share, (early, late)) in shares.Zip(PastQuarters.TakeLast(shares.Length)))
            company.Deal(Some.Deal(amount: share, close: early, created: early)).Deal(Some.Deal(amount: 100 - share, close: late, created: early));
        return company;
    }

    /// <summary>Of a past quarter's deals without amounts 30 of 60 were won from 'big' and 10 of 50 from 'small'; now 300,000 is won and one deal open in each.</summary>
    private static Company Landing()
    {
        var company = Some.Company("2017-11-20").Rep("ann").Quota(Some.Quota(360_000)).Stages("x").Deal(Some.Deal(amount: 300_000, close: "2017-11-01"))
            .Deal(Some.Deal(DealStatus.Open, id: "o1", amount: 100_000, close: "2017-12-01")).Change("o1", DealField.Stage, "2017-10-02", "big")
            .Deal(Some.Deal(DealStatus.Open, id: "o2", amount: 50_000, close: "2017-11-10")).Change("o2", DealField.Stage, "2017-10-02", "small");
        foreach (var stage in new[] { "big", "small" }) company.Builder.AddStage(Some.Stage(stage, DealStatus.Open));
        foreach (var (stage, won, seen) in new[] { ("big", 30, 60), ("small", 10, 50) })
        {
            for (var i = 0; i < seen; i++)
            {
                var (id, isWon) = ($"{stage}-{i}", i < won);
                company.Deal(Some.Deal(isWon ? DealStatus.Won : DealStatus.Lost, id: id, amount: null, created: "2017-07-03", close: "2017-09-20"))
                    .Change(id, DealField.Stage, "2017-07-03", stage).Change(id, DealField.Stage, "2017-09-20", isWon ? "won" : "lost");
            }
        }

        return company;
    }
}
