using NodaTime;

namespace KpiDigest.DemoCrm.Generation;

/// <summary>
/// What happens in the company: growth, seasons, a team that slips, a rep who learns, a quarter that was forecast too rosily.
/// Quarters are numbered as <see cref="DemoDays.Quarter"/> does.
/// </summary>
internal static class DemoStory
{
    /// <summary>The last full quarter, 2026-Q3.</summary>
    public const int LastQuarter = (2026 * 4) + 2;

    private static readonly double[] Months = [1.05, 1.0, 1.05, 0.97, 0.98, 1.03, 0.92, 0.74, 1.1, 1.1, 1.1, 0.82];

    /// <summary>Last day of the last full quarter.</summary>
    public static int LastQuarterEnd { get; } = DemoDays.Number(new LocalDate(2026, 9, 30));

    /// <summary>Deals created on a working day.</summary>
    public static double Arrivals(int day) => (10.6 + (4.4 * day / DemoDays.Last)) * Months[DemoDays.Date(day).Month - 1];

    /// <summary>How busily a team creates deals.</summary>
    public static double TeamArrivals(int team, int day) => team != DemoRoster.SlippingTeam ? 1.0 : (DemoDays.Quarter(day) - LastQuarter) switch
    {
        <= -2 => 1.0,
        -1 => 0.85,
        0 => 0.6,
        _ => 0.5,
    };

    /// <summary>Probability that the rep wins an average deal that closes on the day.</summary>
    public static double WinRate(DemoRep rep, int day)
    {
        var since = DemoDays.Quarter(day) - LastQuarter;
        if (rep.LastName == DemoRoster.ImprovingRep) return since switch { <= -3 => 0.15, -2 => 0.22, -1 => 0.34, _ => 0.48 };
        if (rep.Team != DemoRoster.SlippingTeam) return rep.Skill;
        return rep.Skill * since switch { <= -3 => 1.05, -2 => 0.98, -1 => 0.85, 0 => 0.56, _ => 0.6 };
    }

    /// <summary>Whether a deal about to close on the day is one of those that were promised for the last quarter and pushed out of it.</summary>
    public static bool IsTooRosy(int created, int closed, double amount) =>
        closed > LastQuarterEnd - 18 && closed <= LastQuarterEnd && created < LastQuarterEnd - 45 && amount >= 12_000;

    /// <summary>What the company planned to win, by quarter from 2024-Q1 to the one that runs.</summary>
    public static IReadOnlyList<decimal> Plan { get; } =
        [3_900_000, 4_100_000, 4_300_000, 4_500_000, 4_400_000, 4_500_000, 4_400_000, 4_700_000, 4_500_000, 4_800_000, 4_300_000, 4_850_000];
}
