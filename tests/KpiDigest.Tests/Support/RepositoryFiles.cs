namespace KpiDigest.Tests.Support;

/// <summary>The repository's own files: what is built, downloaded or written by a run is left out.</summary>
internal static class RepositoryFiles
{
    private static readonly HashSet<string> NotOurs = ["bin", "obj", "out", ".git", ".vs", ".idea", "TestResults", "node_modules", "BenchmarkDotNet.Artifacts"];

    private static readonly HashSet<string> Binary = [".png", ".jpg", ".jpeg", ".gif", ".pdf", ".ico", ".woff2", ".db", ".gz"];

    /// <summary>All files below a folder of the repository, as paths relative to the root with slashes.</summary>
    public static IReadOnlyList<string> Below(string folder = "")
    {
        var files = new List<string>();
        Walk(new DirectoryInfo(RepositoryRoot.Combine(folder)), files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>C# files below a folder.</summary>
    public static IEnumerable<string> Code(string folder) => Below(folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Files that people read and write as text.</summary>
    public static IEnumerable<string> Texts() => Below().Where(file => !Binary.Contains(Path.GetExtension(file)));

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(RepositoryRoot.Combine(file));

    private static void Walk(DirectoryInfo folder, List<string> files)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo inner && !NotOurs.Contains(entry.Name) && entry.LinkTarget is null)
                Walk(inner, files);
            else if (entry is FileInfo)
                files.Add(Path.GetRelativePath(RepositoryRoot.Path, entry.FullName).Replace('\\', '/'));
        }
    }
}
