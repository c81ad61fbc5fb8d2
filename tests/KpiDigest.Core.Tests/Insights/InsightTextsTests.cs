using KpiDigest.Core.Digests;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Signals;
using KpiDigest.Core.Tests.Support;

namespace KpiDigest.Core.Tests.Insights;

/// <summary>What is said.</summary>
public sealed class InsightTextsTests
{
    private static readonly DigestFormat Format = new("en-US", "USD", ShippedTexts.English);
    private static readonly InsightWording English = new(ShippedTexts.English, Format, new ReasonWords(ShippedTexts.All, ShippedTexts.English, Format), id => "Rep " + id);

    [Fact]
    public void A_place_without_a_value_is_an_error() =>
        Assert.Throws<KeyNotFoundException>(() => English.Say(InsightKeys.Slipped, InsightValue.Money("amount", 1)));

    [Theory]
    [InlineData(1, "1 deal won")]
    [InlineData(2, "2 deals won")]
    [InlineData(0, "0 deals won")]
    public void One_and_many_have_their_forms(int count, string text) => Assert.Equal(text, English.Say(InsightKeys.DealsWon, InsightValue.Count("count", count)));

    [Fact]
    public void Every_rule_fills_every_place_of_its_text()
    {
        foreach (var figures in Weeks())
            foreach (var insight in new[] { WeeklyInsights.Headline(figures) }.Concat(WeeklyInsights.Changes(figures)).Concat(WeeklyInsights.Actions(figures)))
                Assert.All(insight.Causes.Prepend(insight), i => Assert.DoesNotContain('{', English.Say(i)));
    }

    [Fact]
    public void Sentences_read_as_such()
    {
        Assert.Equal("Won revenue $400 is above its normal range of $100 to $300", Headline(AWeek.With(AWeek.Won(400, "high"))));
        Assert.Equal("Won $250 this week, within normal range; the quarter stands at 94% of plan to date", Headline(AWeek.With(AWeek.Won(), AWeek.Target())));
        Assert.Equal("Q4 2017 is likely to land at $700K to $900K, below the $1.00M quota", Headline(AWeek.With(AWeek.Target(low: 700_000, high: 900_000))));
        Assert.Equal("Pipeline cover for Q4 2017 is down to 1.2×; 3.0× is needed", Headline(AWeek.With(AWeek.Cover(1.2m))));
        Assert.Equal("Deals worth $150K slipped out of Q4 2017 this week, 15% of its quota", Headline(AWeek.With(AWeek.Target(), AWeek.Slipped(150_000))));
    }

    private static IEnumerable<DigestFigures> Weeks()
    {
        var won = AWeek.Won(400, "run-high", AWeek.Effects(10, -20, 30, -5)) with { Previous = new(AWeek.Week, 390, 10, false) };
        yield return AWeek.With(AWeek.Won(null));
        yield return AWeek.With(AWeek.Won());
        yield return AWeek.With(AWeek.Won(5, "not-charted"), AWeek.Target());
        yield return AWeek.With(AWeek.Target(low: 1_100_000, high: 1_200_000));
        yield return AWeek.With(AWeek.Target(low: 1, high: 2));
        yield return AWeek.With(AWeek.Cover(1));
        yield return AWeek.With(AWeek.Target(), AWeek.Slipped(900_000));
        yield return AWeek.With(won, AWeek.Charted("win-rate", Core.Kpis.KpiUnit.Ratio, 0.1m, "low", new KpiRange(0.4m, 0.2m, 0.6m)), AWeek.Charted("coaching-hours", Core.Kpis.KpiUnit.Hours, 4, "run-low", new KpiRange(5, 2, 8)));
        yield return AWeek.With(AWeek.Help(1, ("a", 0, 20, 0.001m, "new"), ("b", 0, 20, 0.001m, "still"))) with
        {
            Ended = new EndedQuarter(AWeek.Quarter, won, AWeek.Target()),
            RateMove = new RateMove(0.5m, 0.4m, new(-0.05m, -0.03m, -0.02m), 0.01),
            Deals = [.. Enum.GetValues<DealRole>().Select(r => new DealGroup(r, 3, 100, []))],
        };
    }

    private static string Headline(DigestFigures figures) => English.Sentence(WeeklyInsights.Headline(figures));
}
