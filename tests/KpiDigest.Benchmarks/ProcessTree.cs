using System.Globalization;

namespace KpiDigest.Benchmarks;

/// <summary>The processes below this one and their memory, as Linux counts it: shared pages are divided among those who share them (PSS).</summary>
/// <param name="Browsers">Children of this process.</param>
/// <param name="Processes">All of them.</param>
/// <param name="Kilobytes">PSS together.</param>
internal readonly record struct ProcessTree(int Browsers, int Processes, long Kilobytes)
{
    /// <summary>The largest figures seen until it is stopped.</summary>
    public static async Task<ProcessTree> MostAsync(CancellationToken stop)
    {
        var most = default(ProcessTree);
        while (!stop.IsCancellationRequested)
        {
            var now = Now();
            most = new ProcessTree(Math.Max(most.Browsers, now.Browsers), Math.Max(most.Processes, now.Processes), Math.Max(most.Kilobytes, now.Kilobytes));
            await Task.Delay(20, CancellationToken.None);
        }

        return most;
    }

    private static ProcessTree Now()
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Parent: Parent(name!))).ToList();
        var browsers = parents.Where(p => p.Parent == Environment.ProcessId).Select(p => p.Id).ToList();
        var all = new List<int>(browsers);
        for (var i = 0; i < all.Count; i++) all.AddRange(parents.Where(p => p.Parent == all[i]).Select(p => p.Id));
        return new ProcessTree(browsers.Count, all.Count, all.Sum(Pss));
    }

    private static int Parent(string id)
    {
        var line = Read($"/proc/{id}/stat");
        return line.Length == 0 ? 0 : int.Parse(line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static long Pss(int id)
    {
        var line = Read($"/proc/{id}/smaps_rollup").Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(new string([.. line.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
    }

    // A process may end at any moment.
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
