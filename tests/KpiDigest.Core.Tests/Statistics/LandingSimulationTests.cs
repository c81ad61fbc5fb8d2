using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Tests.Statistics;

public class LandingSimulationTests
{
    private static readonly StageChance[] Stages = [StageChance.Observed(30, 60), StageChance.Observed(10, 50)];
    private static readonly OpenAmount[] Open = [new(100_000, 0), new(50_000, 1)];

    [Fact]
    public void Equals_catalogue_example_15()
    {
        var landing = LandingSimulation.Run(300_000, Open, Stages, [], 400_000, 1);

        Assert.Equal(360_294.12m, Math.Round(landing.Point, 2));
    }

    // Two deals have four outcomes: 0 (39.7 %), 50 (10.3 %), 100 (39.7 %), 150 thousand (10.3 %).
    [Fact]
    public void The_interval_and_the_goal_follow_the_outcomes()
    {
        var landing = LandingSimulation.Run(300_000, Open, Stages, [], 400_000, 1);

        Assert.Equal((300_000m, 450_000m), (landing.Low80, landing.High80));
        Assert.Equal(0.5, landing.GoalProbability!.Value, 0.02);
        Assert.Equal(0.5 * 10.5 / 51, LandingSimulation.Run(300_000, Open, Stages, [], 400_001, 1).GoalProbability!.Value, 0.02);
    }

    // 100,000 past quarters, all different: the draws are the generator's own, and neighbours differ.
    [Fact]
    public void The_bounds_are_draws_1000_and_9000()
    {
        var landing = LandingSimulation.Run(0, [], [], [.. Enumerable.Range(1, 100_000).Select(i => (decimal)i)], 90_000, 4);
        var random = new SeededRandom(4);
        var draws = Enumerable.Range(0, 10_000).Select(_ => (decimal)(1 + random.NextInt(100_000))).Order().ToList();

        Assert.True(draws[998] < draws[999] && draws[999] < draws[1_000] && draws[8_998] < draws[8_999] && draws[8_999] < draws[9_000]);
        Assert.Equal((50_000.5m, draws[999], draws[8_999]), (landing.Point, landing.Low80, landing.High80));
        Assert.Equal(draws.Count(draw => draw >= 90_000) / 10_000.0, landing.GoalProbability);
    }

    // A chance drawn once for the stage moves all its deals together: the spread of 400 equal deals is that of Beta(5.5, 5.5), 0.144, not of 400 coins, 0.025.
    [Fact]
    public void A_stages_chance_is_drawn_once_a_draw()
    {
        var open = Enumerable.Repeat(new OpenAmount(1, 0), 400).ToArray();
        var unsure = LandingSimulation.Run(0, open, [StageChance.Observed(5, 10)], [], null, 4);
        var sure = LandingSimulation.Run(0, open, [StageChance.Given(0.5)], [], null, 4);

        Assert.Equal(400 * BetaQuantileGap(5.5), (double)(unsure.High80 - unsure.Low80), 8.0);
        Assert.Equal(2 * 1.2816 * 10, (double)(sure.High80 - sure.Low80), 2.0);
        Assert.Equal(200, unsure.Point);
    }

    [Fact]
    public void What_was_won_later_in_past_quarters_counts_with_its_mean_and_its_spread()
    {
        var landing = LandingSimulation.Run(100, [], [], [0, 60], 160, 5);

        Assert.Equal((130m, 100m, 160m), (landing.Point, landing.Low80, landing.High80));
        Assert.Equal(0.5, landing.GoalProbability!.Value, 0.02);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_seed_others()
    {
        var open = Enumerable.Range(1, 30).Select(i => new OpenAmount(i * 997.5m, i % 2)).ToArray();
        Landing Run(ulong seed) => LandingSimulation.Run(10, open, Stages, [100, 200, 700], 200_000, seed);

        Assert.Equal(Run(StableSeed.Of("weekly", "2017-W50", "company")), Run(StableSeed.Of("weekly", "2017-W50", "company")));
        Assert.NotEqual(Run(1), Run(2));
        Assert.Equal(Run(1).Point, Run(2).Point);
    }

    [Fact]
    public void With_nothing_open_the_quarter_lands_where_it_is()
    {
        Assert.Equal(new Landing(50, 50, 50, null), LandingSimulation.Run(50, [], [], [], null, 6));
        Assert.Equal(new Landing(50, 50, 50, 1), LandingSimulation.Run(50, [], [], [], 50, 6));
    }

    [Fact]
    public void Eight_of_ten_quarters_land_in_the_interval()
    {
        var random = new SeededRandom(9);
        int hits = 0, quarters = 60;
        for (var q = 0; q < quarters; q++)
        {
            var chance = random.NextBeta(0.5, 0.5);
            var seen = StageChance.Observed(Enumerable.Range(0, 40).Count(_ => random.NextDouble() < chance), 40);
            var landing = LandingSimulation.Run(0, [.. Enumerable.Repeat(new OpenAmount(1, 0), 30)], [seen], [], null, (ulong)q);
            decimal landed = Enumerable.Range(0, 30).Count(_ => random.NextDouble() < chance);
            if (landed >= landing.Low80 && landed <= landing.High80) hits++;
        }

        Assert.InRange(hits / (double)quarters, 0.7, 0.95);
    }

    [Fact]
    public void Refuses_chances_that_are_none()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StageChance.Observed(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => StageChance.Given(1.2));
    }

    // The width between the 10 % and 90 % quantiles of Beta(a, a), by bisection.
    private static double BetaQuantileGap(double a)
    {
        double low = 0, high = 0.5;
        for (var i = 0; i < 60; i++) (low, high) = IncompleteBeta.Of((low + high) / 2, a, a) < 0.1 ? ((low + high) / 2, high) : (low, (low + high) / 2);
        return 1 - (2 * low);
    }
}
