using KpiDigest.DemoCrm.Records;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// Margin, competitors, the supplier to displace and shared deals. Draws from a stream of its own. Metrion is the competitor who wins more
/// since the winter of 2025: it is named more often on lost deals, and prices against it cost margin.
/// </summary>
internal sealed class DealDetails(DemoRandom random, DemoRoster roster, DemoDays days)
{
    public const string Stronger = "Metrion";

    private const decimal Sharable = 20_000m;

    private static readonly string[] Competitors = [Stronger, "Sensotec Nord", "Kallweit & Sohn", "Probus Instruments"];

    public DealRecord Complete(DealRecord deal)
    {
        var (first, second) = Named(deal);
        var incumbent = random.Chance(0.28) && deal.Kind is null or "newbusiness" ? first ?? random.Pick(Competitors) : null;
        return deal with
        {
            Competitors = first is null ? null : second is null || second == first ? first : $"{first};{second}",
            Incumbent = incumbent,
            Margin = Margin(deal, first),
            Splits = Splits(deal),
        };
    }

    private (string? First, string? Second) Named(DealRecord deal)
    {
        var share = deal.LostReason == "Chose a competitor" ? 0.95 : deal.Stage.IsClosed ? 0.42 : 0.3;
        var (isNamed, hasSecond) = (random.Chance(share), random.Chance(0.15));
        var first = Competitors[random.Weighted(Weights(deal))];
        var second = random.Pick(Competitors);
        return isNamed && deal.Kind != "renewal" ? (first, hasSecond ? second : null) : (null, null);
    }

    private double[] Weights(DealRecord deal)
    {
        var at = days.DayOf(deal.Stage.IsClosed ? deal.Close!.Value.ToUnixTimeMilliseconds() : days.EndMs - 1);
        var since = DemoDays.Quarter(at) - (DemoStory.LastQuarter - 3);
        var strength = since < 0 ? 1.0 : deal.Stage.IsWon ? 0.6 : Math.Min(1.4 + (0.5 * since), 3.4);
        return [strength, 1.1, 0.9, 0.7];
    }

    /// <summary>Six in seven deals with an amount state it.</summary>
    private decimal? Margin(DealRecord deal, string? competitor)
    {
        var share = DemoProducts.MarginOf(deal.Product!) + random.Next(-0.06, 0.06) - (competitor == Stronger ? 0.05 : 0);
        return random.Chance(0.86) && deal.Amount is { } amount ? decimal.Round(amount * (decimal)(int)(share * 1000) / 1000m, 2, MidpointRounding.ToEven) : null;
    }

    /// <summary>Bigger deals are now and then won by two of one team; sums of teams stay what they are, those of leavers and of the rep who improves too.</summary>
    private SplitRecord[] Splits(DealRecord deal)
    {
        var (isSplit, half) = (random.Chance(0.06), random.Chance(0.4));
        if (!isSplit || !deal.Stage.IsWon || deal.Kind == "renewal" || deal.Amount is not >= Sharable) return [];
        var day = days.DayOf(deal.Close!.Value.ToUnixTimeMilliseconds());
        var owner = roster.ByOwner(deal.OwnerId);
        if (owner is null || owner.Left != int.MaxValue || owner.LastName == DemoRoster.ImprovingRep) return [];
        var mates = roster.Reps.Where(r => r != owner && r.TeamOn(day) == owner.TeamOn(day) && r.IsHere(day) && r.Left == int.MaxValue && r.LastName != DemoRoster.ImprovingRep).ToList();
        var share = half ? 0.5m : 0.7m;
        return [new SplitRecord(owner.OwnerId, share), new SplitRecord(random.Pick(mates).OwnerId, 1 - share)];
    }
}
