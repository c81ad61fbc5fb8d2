using KpiDigest.Supplements.Files;
using NodaTime;

namespace KpiDigest.Supplements;

/// <summary>A set of holidays as it stands in the folder now.</summary>
internal static class FolderHolidays
{
    /// <summary>The days of a set; none with a fault where the file cannot be used or holds no such set.</summary>
    public static IReadOnlyList<LocalDate> Read(string folder, string set, out string? fault)
    {
        var name = HolidaysFile.File.Name;
        var found = FolderFile.Read(folder, name);
        fault = found.IsAbsent ? $"there is no {name} in {folder}" : found.Fault is { } unread ? $"{name}: {unread}" : null;
        if (found.Bytes is null) return [];
        var (rows, _, faults) = HolidaysFile.File.Read(found.Bytes, SupplementNames.Any);
        List<LocalDate> days = [.. rows.Where(day => day.Set.Equals(set, StringComparison.OrdinalIgnoreCase)).Select(day => day.Date)];
        if (faults.Count > 0) fault = $"{name} has faults: 'kpidigest check' lists them";
        else if (days.Count == 0) fault = $"{name} has no day of this set";
        return fault is null ? days : [];
    }
}
