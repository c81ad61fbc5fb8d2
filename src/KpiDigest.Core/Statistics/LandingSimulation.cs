namespace KpiDigest.Core.Statistics;

/// <summary>
/// The landing of a quarter and its 80 % interval by simulation (target-achievement). In each draw the chance of a stage is drawn once
/// for all its deals, because what is not known of it is not known for all of them alike; then each deal is won or not, and a past
/// quarter stands for what is won from deals not in sight yet. The same seed gives the same figures.
/// </summary>
public static class LandingSimulation
{
    private const int Draws = 10_000;
    private const int LowDraw = 1_000;
    private const int HighDraw = 9_000;

    /// <summary>Simulates the rest of a quarter.</summary>
    /// <param name="won">Won so far.</param>
    /// <param name="open">Deals due or overdue.</param>
    /// <param name="stages">The chance of each stage.</param>
    /// <param name="laterWon">Per past quarter, what was won after this point from other deals; none: 0.</param>
    /// <param name="quota">What is to be reached; null: no probability.</param>
    /// <param name="seed">Of <see cref="StableSeed"/>.</param>
    public static Landing Run(decimal won, IReadOnlyList<OpenAmount> open, IReadOnlyList<StageChance> stages, IReadOnlyList<decimal> laterWon, decimal? quota, ulong seed)
    {
        var point = won + open.Sum(deal => deal.Amount * (decimal)stages[deal.Stage].Mean) + (laterWon.Count == 0 ? 0 : laterWon.Average());
        var random = new SeededRandom(seed);
        var chances = new double[stages.Count];
        var crowds = Crowd.Of(open, stages.Count);
        var single = open.Where(deal => !crowds[deal.Stage].Holds(deal)).ToList();
        var draws = new decimal[Draws];
        for (var i = 0; i < Draws; i++)
        {
            for (var stage = 0; stage < chances.Length; stage++) chances[stage] = stages[stage].Draw(random);
            draws[i] = won + Won(single, crowds, chances, random) + (laterWon.Count == 0 ? 0 : laterWon[random.NextInt(laterWon.Count)]);
        }

        Array.Sort(draws);
        double? goal = quota is { } goalAmount ? (double)draws.Count(draw => draw >= goalAmount) / Draws : null;
        return new Landing(point, draws[LowDraw - 1], draws[HighDraw - 1], goal);
    }

    private static decimal Won(List<OpenAmount> single, Crowd[] crowds, double[] chances, SeededRandom random)
    {
        var sum = 0m;
        for (var stage = 0; stage < crowds.Length; stage++) sum += crowds[stage].Draw(chances[stage], random);
        foreach (var deal in single) if (random.NextDouble() < chances[deal.Stage]) sum += deal.Amount;
        return sum;
    }
}
