using KpiDigest.Supplements;
using NodaTime;

namespace KpiDigest.Configuration;

/// <summary>
/// The days of <c>Calendar:HolidaySet</c> that schedules go by, read from the folder with the configuration. (Figures go by the version that was
/// taken into the store.) Read only where a schedule knows business days.
/// </summary>
internal static class ScheduleHolidays
{
    public static IReadOnlyList<LocalDate> Read(AppOptions options, string? folder, List<ConfigurationFault> faults)
    {
        var set = options.Calendar.HolidaySet;
        var asked = options.Digests.Any(d => d.Schedule.BusinessDay > 0 || d.Schedule.OnHoliday == OnHoliday.NextBusinessDay);
        if (!asked || folder is null || set.Length == 0) return [];
        var days = FolderHolidays.Read(folder, set, out var fault);
        if (fault is not null) faults.Add(new ConfigurationFault("Calendar:HolidaySet", set, $"a schedule goes by business days, but {fault}."));
        return days;
    }
}
