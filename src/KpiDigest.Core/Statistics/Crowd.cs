namespace KpiDigest.Core.Statistics;

/// <summary>
/// The many smaller deals of a stage, drawn together: their sum is as good as normal, and thousands of single draws would cost seconds.
/// The biggest deals of a stage are drawn one by one unless they are alike.
/// </summary>
/// <param name="Below">Amounts up to this belong to the crowd.</param>
/// <param name="Sum">Σ amounts.</param>
/// <param name="Squares">Σ squares of the amounts.</param>
internal readonly record struct Crowd(decimal Below, double Sum, double Squares)
{
    private const int Biggest = 25;
    private const int Least = 100;

    /// <summary>The crowd of each stage; one that holds nothing where a stage has few deals.</summary>
    public static Crowd[] Of(IReadOnlyList<OpenAmount> open, int stages)
    {
        var crowds = new Crowd[stages];
        foreach (var stage in open.GroupBy(deal => deal.Stage))
        {
            var amounts = stage.Select(deal => deal.Amount).OrderDescending().ToList();
            if (amounts.Count < Biggest + Least || amounts[^1] < 0) continue;
            var below = amounts[Biggest];
            var crowd = amounts.Where(amount => amount <= below).Select(amount => (double)amount).ToList();
            crowds[stage.Key] = new Crowd(below, crowd.Sum(), crowd.Sum(amount => amount * amount));
        }

        return crowds;
    }

    /// <summary>Whether a deal of the stage is one of the crowd.</summary>
    public bool Holds(OpenAmount deal) => Squares > 0 && deal.Amount <= Below;

    /// <summary>What the crowd brings in at a chance.</summary>
    public decimal Draw(double chance, SeededRandom random)
    {
        if (Squares == 0) return 0;
        var sum = (chance * Sum) + (random.NextNormal() * Math.Sqrt(chance * (1 - chance) * Squares));
        return Math.Round((decimal)Math.Clamp(sum, 0, Sum), 2);
    }
}
