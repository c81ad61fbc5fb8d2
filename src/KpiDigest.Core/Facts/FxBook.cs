using NodaTime;

namespace KpiDigest.Core.Facts;

/// <summary>The rates of exchange by currency and day (D8): the latest on or before a day, at most 7 days old.</summary>
internal sealed class FxBook
{
    private const int OldestDays = 7;

    private readonly Dictionary<string, (int Day, decimal Rate)[]> _rates;

    public FxBook(IEnumerable<FxRate> rates) => _rates = rates
        .GroupBy(r => r.Currency, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.Select(r => (Cell.Of(r.Date), r.Rate)).OrderBy(r => r).ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is any rate of a currency.</summary>
    public bool Knows(string currency) => _rates.ContainsKey(currency);

    /// <summary>Units of the home currency for one unit on a day; null: no rate that is not too old.</summary>
    public decimal? RateOn(string currency, int day)
    {
        if (!_rates.TryGetValue(currency, out var rates)) return null;
        var (low, high) = (0, rates.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (rates[middle].Day <= day) low = middle + 1;
            else high = middle;
        }

        return low > 0 && day - rates[low - 1].Day <= OldestDays ? rates[low - 1].Rate : null;
    }

    /// <summary>Units of the home currency for one unit on a date; null: no rate that is not too old.</summary>
    public decimal? RateOn(string currency, LocalDate date) => RateOn(currency, Cell.Of(date));
}
