namespace KpiDigest.Supplements;

/// <summary>What is in the folder under a file's name: bytes, or why they cannot be had, or nothing.</summary>
/// <param name="Bytes">The whole file; null: it is not there, or cannot be read.</param>
/// <param name="Fault">Why it cannot be read; null: it can, or is not there.</param>
internal readonly record struct FolderFile(byte[]? Bytes, string? Fault)
{
    private const int Largest = 20 * 1024 * 1024;

    /// <summary>Whether nothing is there.</summary>
    public bool IsAbsent => Bytes is null && Fault is null;

    /// <summary>Reads a file that may be anything: a folder, a link to somewhere else, endless, or half written.</summary>
    public static FolderFile Read(string folder, string name)
    {
        try
        {
            return ReadFile(folder, Path.Combine(folder, name));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refused("the file cannot be read: check that it is a file and that the service's user may read it");
        }
    }

    private static FolderFile ReadFile(string folder, string path)
    {
        if (Directory.Exists(path)) return Refused("it is a folder, not a file");
        var file = new FileInfo(path);
        if (!file.Exists && file.LinkTarget is null) return default;
        var real = new FileInfo(Real(path));
        if (!real.Exists) return Refused("it is a link that leads nowhere");
        if (!real.FullName.StartsWith(Real(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Refused("it is a link that leads outside the folder of Supplements:Folder: put the file itself there");
        if (real.Length > Largest) return Refused($"the file is larger than {Largest / 1024 / 1024} MB: keep the rows that are needed");
        // A pipe or a device has no length either, and reading it may never end.
        return real.Length == 0 ? new FolderFile([], null) : ReadBytes(real);
    }

    private static FolderFile ReadBytes(FileInfo file)
    {
        var bytes = File.ReadAllBytes(file.FullName);
        var after = new FileInfo(file.FullName);
        return after.Length == bytes.Length && after.LastWriteTimeUtc == file.LastWriteTimeUtc ? new FolderFile(bytes, null)
            : Refused("the file changed while it was read: it is read again at the next sync");
    }

    /// <summary>Follows links of every part of the path, as mounted volumes use links for folders too.</summary>
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        var target = new FileInfo(here).LinkTarget is null ? null : File.ResolveLinkTarget(here, returnFinalTarget: true)?.FullName;
        return target is null ? here : Real(target);
    }

    private static FolderFile Refused(string fault) => new(null, fault);
}
