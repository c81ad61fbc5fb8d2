using System.Globalization;
using NodaTime;

namespace KpiDigest.Commands.Doctor;

/// <summary>How far this machine's clock is from another's.</summary>
internal static class ClockFinding
{
    private const string Part = "clock";

    /// <param name="whose">The other clock.</param>
    /// <param name="ahead">This machine's time less the other's.</param>
    /// <param name="tolerance">Up to which nothing happens.</param>
    public static Finding Of(string whose, Duration ahead, Duration tolerance)
    {
        var seconds = Math.Abs(ahead.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        return Duration.FromTicks(Math.Abs(ahead.TotalTicks)) <= tolerance
            ? Finding.Ok(Part, $"within {tolerance.TotalSeconds:0} s of {whose}")
            : Finding.Fault(Part, $"this machine's clock is {seconds} s {(ahead > Duration.Zero ? "ahead of" : "behind")} {whose}: mails would leave too {(ahead > Duration.Zero ? "early" : "late")} and syncs could miss changes", "set the clock by NTP (timedatectl set-ntp true)");
    }
}
