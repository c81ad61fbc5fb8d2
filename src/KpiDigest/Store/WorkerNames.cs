using System.Globalization;

namespace KpiDigest.Store;

/// <summary>How workers sign leases.</summary>
internal static class WorkerNames
{
    /// <summary>Machine and process.</summary>
    public static string Own { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");
}
