using System.Diagnostics;
using System.Globalization;

namespace KpiDigest.Benchmarks;

/// <summary>
/// Ours and a named baseline in turns in one process on the same input, best round of each. The ratio is what to read: absolute rates move with
/// whatever else the machine does.
/// </summary>
internal static class SideBySide
{
    /// <param name="unit">What a side counts: records, mails, renders.</param>
    /// <param name="rounds">Measured rounds; one more of each goes before them to warm up.</param>
    /// <param name="baseline">Name, and one round that answers how many units it did.</param>
    /// <param name="ours">The same for the code under measurement.</param>
    /// <param name="target">The ratio ours : baseline that is wanted; null where none is set.</param>
    /// <returns>The ratio of the best rates.</returns>
    public static async Task<double> RunAsync(string unit, int rounds, (string Name, Func<Task<long>> RoundAsync) baseline, (string Name, Func<Task<long>> RoundAsync) ours, double? target = null)
    {
        await RateAsync(baseline.RoundAsync);
        await RateAsync(ours.RoundAsync);
        double bestBaseline = 0, bestOurs = 0;
        for (var round = 0; round < rounds; round++)
        {
            bestBaseline = Math.Max(bestBaseline, await RateAsync(baseline.RoundAsync));
            bestOurs = Math.Max(bestOurs, await RateAsync(ours.RoundAsync));
        }

        Print(baseline.Name, bestBaseline, unit, "1.00, best of " + rounds.ToString(CultureInfo.InvariantCulture));
        var ratio = bestOurs / bestBaseline;
        var wanted = target is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (target {target:0.00}: {(ratio >= target ? "met" : "MISSED")})");
        Print(ours.Name, bestOurs, unit, string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}{wanted}"));
        return ratio;
    }

    private static async Task<double> RateAsync(Func<Task<long>> roundAsync)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var started = Stopwatch.GetTimestamp();
        var units = await roundAsync();
        return units / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Print(string name, double rate, string unit, string ratio) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-58} {rate,12:N0} {unit}/s   ratio {ratio}"));
}
