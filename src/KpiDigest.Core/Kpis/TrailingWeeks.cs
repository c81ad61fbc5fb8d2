namespace KpiDigest.Core.Kpis;

/// <summary>The 13 weeks that end with the week asked for (D5): a single week of closed deals is too few to judge.</summary>
internal static class TrailingWeeks
{
    public const string Name = "trailing13w";

    private const int Weeks = 13;

    public static ClosedDeals Of(KpiInput input) =>
        ClosedDeals.Of(input, input.Facts.Calendar.Trailing(input.Period, Weeks)[0].Start, input.Until);
}
