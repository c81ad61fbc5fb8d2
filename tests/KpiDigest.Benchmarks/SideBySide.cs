using System.Diagnostics;
using System.Globalization;

namespace KpiDigest.Benchmarks;

/// <summary>One of the things that are measured in turns.</summary>
/// <param name="Name">What it is.</param>
/// <param name="RoundAsync">One round; answers how many units it did.</param>
internal sealed record Side(string Name, Func<Task<long>> RoundAsync);

/// <summary>
/// Measures sides in turns in one process on the same input and takes the best round of each. The ratio is what to read: absolute rates move
/// with whatever else the machine does. Processor time is shown beside it, for machines that are not left alone.
/// </summary>
internal static class SideBySide
{
    /// <summary>Rounds before the measured ones: until the last of them the runtime is still busy compiling what turned out to be hot.</summary>
    public const int WarmUps = 4;

    /// <summary>Ours against one baseline.</summary>
    /// <param name="unit">What a side counts: records, mails, renders.</param>
    /// <param name="rounds">Measured rounds; a few more of each go before them to warm up.</param>
    /// <param name="baseline">What ours is compared with.</param>
    /// <param name="ours">The code under measurement.</param>
    /// <param name="target">The ratio ours : baseline that is wanted; null where none is set.</param>
    /// <param name="warmUps">Rounds that are not measured.</param>
    public static async Task RunAsync(string unit, int rounds, Side baseline, Side ours, double? target = null, int warmUps = WarmUps) =>
        await RunAsync(unit, rounds, [baseline], ours, target, warmUps);

    /// <summary>Ours against the slowest of several baselines.</summary>
    public static async Task RunAsync(string unit, int rounds, Side[] baselines, Side ours, double? target = null, int warmUps = WarmUps)
    {
        Side[] sides = [.. baselines, ours];
        var best = await BestAsync(rounds, warmUps, sides);
        var slowest = best.Take(baselines.Length).Min(side => side.Rate);
        for (var side = 0; side < baselines.Length; side++)
            Print(sides[side].Name, best[side], unit, best[side].Rate == slowest ? "1.00 (baseline)" : Number(best[side].Rate / slowest));
        var ratio = best[^1].Rate / slowest;
        Print(ours.Name, best[^1], unit, Number(ratio) + (target is { } wanted ? $" (target {Number(wanted)}: {(ratio >= wanted ? "met" : "MISSED")})" : ""));
        Console.WriteLine($"  best of {rounds} rounds each, in turns");
    }

    private static async Task<Speed[]> BestAsync(int rounds, int warmUps, Side[] sides)
    {
        var best = new Speed[sides.Length];
        for (var round = 1 - warmUps; round <= rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                var speed = await MeasureAsync(sides[side].RoundAsync);
                if (round < 1)
                    continue;
                if (round == 1 || speed.Rate > best[side].Rate)
                    best[side] = speed with { Processor = round == 1 ? speed.Processor : best[side].Processor };
                if (round > 1 && speed.Processor < best[side].Processor)
                    best[side] = best[side] with { Processor = speed.Processor };
            }
        }

        return best;
    }

    private static async Task<Speed> MeasureAsync(Func<Task<long>> roundAsync)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var units = await roundAsync();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Speed(units / elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / units);
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Print(string name, Speed speed, string unit, string ratio) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-58} {speed.Rate,10:N0} {unit}/s {speed.Processor,8:0.0} us processor each   {ratio}"));

    /// <summary>Best of several rounds.</summary>
    /// <param name="Rate">Units a second.</param>
    /// <param name="Processor">Microseconds of processor time a unit.</param>
    private readonly record struct Speed(double Rate, double Processor);
}
