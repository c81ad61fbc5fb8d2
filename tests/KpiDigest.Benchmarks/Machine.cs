using System.Globalization;
using System.Runtime.InteropServices;

namespace KpiDigest.Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Line()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Machine: {Processor()}, {Environment.ProcessorCount} cores, {memory:0.0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}{Debug()}");
    }

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line.Split(':', 2)[1].Trim();
    }

#if DEBUG
    private static string Debug() => ", DEBUG BUILD: the figures mean nothing";
#else
    private static string Debug() => "";
#endif
}
