using KpiDigest.Core.Statistics;

namespace KpiDigest.Core.Kpis;

/// <summary>A proportion with its Wilson interval, as results and parts carry it.</summary>
internal static class Proportion
{
    public const decimal Level = 0.95m;

    /// <summary>The interval, or null without trials.</summary>
    public static KpiInterval? Interval(int successes, int trials)
    {
        if (trials == 0) return null;
        var wilson = WilsonInterval.Of(successes, trials);
        return new KpiInterval((decimal)wilson.Low, (decimal)wilson.High, Level);
    }

    /// <summary>A nested part: value, numerator, denominator and interval (low, high); the value is null without trials.</summary>
    public static KpiPart Part(string name, int successes, int trials)
    {
        var interval = Interval(successes, trials);
        return new KpiPart(name, null)
        {
            Parts =
            [
                new KpiPart("value", trials == 0 ? null : (decimal)successes / trials),
                new KpiPart("numerator", successes),
                new KpiPart("denominator", trials),
                new KpiPart("interval", null) { Parts = [new KpiPart("low", interval?.Low), new KpiPart("high", interval?.High)] },
            ],
        };
    }
}
