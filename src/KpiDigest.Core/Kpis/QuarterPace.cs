using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>
/// won ÷ (quota × c): c is the share of the final result that past quarters had at the same fraction of business days, the median of the
/// last 4 to 8; with fewer the fraction itself.
/// </summary>
/// <param name="Value">Null before a business day has gone; after the end what was achieved.</param>
/// <param name="Kind">history or linear.</param>
internal sealed record QuarterPace(decimal? Value, string Kind)
{
    private const int MostQuarters = 8;
    private const int Enough = 4;

    public static QuarterPace Of(KpiInput input, decimal won, decimal quota)
    {
        var days = input.Facts.Calendar.BusinessDays.Between(input.Period.Start, input.Period.End);
        var gone = input.BusinessDaysGone;
        if (gone == 0) return new QuarterPace(null, "linear");
        if (!input.ValueOnly && gone < days && Share(input) is { } share) return new QuarterPace(won / (quota * share), "history");
        return new QuarterPace(won * days / (quota * gone), "linear");
    }

    private static decimal? Share(KpiInput input)
    {
        var shares = PastQuarter.Before(input, MostQuarters).Where(q => q.Final > 0).Select(q => q.WonByFraction / q.Final).ToList();
        return shares.Count >= Enough && Percentile.Median(shares) is var median && median > 0 ? median : null;
    }
}
