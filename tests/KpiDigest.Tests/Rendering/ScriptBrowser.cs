namespace KpiDigest.Tests.Rendering;

/// <summary>A shell script that stands in for the browser, and whether a process that it started still lives.</summary>
internal static class ScriptBrowser
{
    /// <returns>The script's path.</returns>
    public static string In(string folder, string body)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("A shell script stands in for the browser here.");
        var file = Path.Combine(folder, "browser-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    /// <summary>A killed process whose parent is gone may stay as a zombie: it has no command line any more.</summary>
    public static bool Lives(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
