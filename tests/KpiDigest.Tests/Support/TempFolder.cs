namespace KpiDigest.Tests.Support;

/// <summary>A fresh folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private static readonly Lazy<string> Root = new(Rooted);
    private static int _count;

    /// <summary>Absolute path.</summary>
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Root.Value, $"{Interlocked.Increment(ref _count)}")).FullName;

    /// <summary>A path inside the folder; nothing is created.</summary>
    public string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a UTF-8 file and its folders; returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Combine(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Delete(Path);

    // One folder a process, so that what nobody disposes goes with it.
    private static string Rooted()
    {
        var root = Directory.CreateTempSubdirectory("kpidigest-test-").FullName;
        // Servers that tests start below it run as others.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(root);
        return root;
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that has just been killed may still hold a file; the system's temp folder is cleaned anyway.
        }
    }
}
