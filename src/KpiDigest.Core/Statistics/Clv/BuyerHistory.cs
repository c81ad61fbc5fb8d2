using NodaTime;

namespace KpiDigest.Core.Statistics.Clv;

/// <summary>What the models of customer value know of a customer. Weeks are days ÷ 7, not rounded; purchases of one day are one.</summary>
/// <param name="Customer">Id of the customer.</param>
/// <param name="Repeats">x: days with a purchase after the first such day.</param>
/// <param name="Recency">t_x: weeks from the first purchase to the last; 0 without repeats.</param>
/// <param name="Age">T: weeks from the first purchase to the last day observed.</param>
/// <param name="ValuedRepeats">How many of the repeats state an amount.</param>
/// <param name="MeanValue">Mean amount of these; 0 where there are none. The first purchase is left out, as the models have it.</param>
public sealed record BuyerHistory(string Customer, int Repeats, double Recency, double Age, int ValuedRepeats, double MeanValue)
{
    private const double DaysAWeek = 7;

    /// <summary>The histories of all who bought by a day, in order of their ids.</summary>
    /// <param name="purchases">In any order; those after the last day are ignored.</param>
    /// <param name="lastDay">The last day observed; it belongs to the history.</param>
    public static IReadOnlyList<BuyerHistory> Of(IEnumerable<Purchase> purchases, LocalDate lastDay) =>
    [
        .. purchases.Where(purchase => purchase.Date <= lastDay).GroupBy(purchase => purchase.Customer)
            .OrderBy(customer => customer.Key, StringComparer.Ordinal).Select(customer => Of(customer.Key, customer, lastDay)),
    ];

    private static BuyerHistory Of(string customer, IEnumerable<Purchase> purchases, LocalDate lastDay)
    {
        var days = purchases.GroupBy(purchase => purchase.Date).OrderBy(day => day.Key).ToList();
        var amounts = days.Skip(1).Where(day => day.Any(purchase => purchase.Amount is not null)).Select(day => day.Sum(purchase => purchase.Amount ?? 0)).ToList();
        return new BuyerHistory(
            customer, days.Count - 1, Weeks(days[0].Key, days[^1].Key), Weeks(days[0].Key, lastDay),
            amounts.Count, amounts.Count == 0 ? 0 : (double)amounts.Average());
    }

    private static double Weeks(LocalDate from, LocalDate to) => NodaTime.Period.DaysBetween(from, to) / DaysAWeek;
}
