using KpiDigest.DemoCrm.Records;
using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>Euros for a dollar, set on the first day of each quarter.</summary>
internal static class DemoRates
{
    private const int FirstQuarter = (2023 * 4) + 2;
    private static readonly decimal[] Rates = [0.9205m, 0.9448m, 0.9050m, 0.9271m, 0.9333m, 0.8972m, 0.9659m, 0.9246m, 0.8531m, 0.8525m, 0.8512m, 0.8640m, 0.8720m, 0.8601m];

    /// <summary>The rate on a day.</summary>
    public static decimal On(int day) => Rates[Math.Clamp(DemoDays.Quarter(day) - FirstQuarter, 0, Rates.Length - 1)];

    public static IReadOnlyList<RateRecord> All() => [.. Rates.Select((rate, i) => new RateRecord(i + 1, "USD", "EUR", rate, Start(FirstQuarter + i)))];

    private static Instant Start(int quarter) => Instant.FromUtc(quarter / 4, ((quarter % 4) * 3) + 1, 1, 0, 0);
}
