namespace KpiDigest.Rendering;

/// <summary>Finds a browser that prints from the command line.</summary>
internal static class BrowserFinder
{
    /// <summary>Names on PATH, best first: the headless shell needs half of the memory.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome",
        "microsoft-edge-stable", "microsoft-edge", "msedge", "chrome",
    ];

    private static readonly string[] OtherPlaces =
    [
        "/usr/bin", "/usr/lib/chromium", "/snap/bin", "/opt/google/chrome", "/opt/microsoft/msedge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    /// <summary>The browser's path.</summary>
    /// <param name="configured"><c>Rendering:Browser</c>; empty: the usual names are looked for.</param>
    /// <param name="path">The value of PATH.</param>
    /// <exception cref="BrowserMissingException">None is found.</exception>
    public static string Find(string configured, string path)
    {
        if (configured.Length > 0)
            return File.Exists(configured) ? configured
                : throw new BrowserMissingException($"Rendering:Browser is {configured}, which does not exist: correct the path or clear the setting.");
        return Candidates(path).FirstOrDefault(File.Exists)
            ?? throw new BrowserMissingException(
                "No browser to print the scorecard with: apt-get install chromium-headless-shell (or install Chromium, Chrome or Edge), or set Rendering:Browser to its path.");
    }

    private static IEnumerable<string> Candidates(string path)
    {
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(OtherPlaces).ToList();
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending))).Concat(OtherPlaces);
    }
}
