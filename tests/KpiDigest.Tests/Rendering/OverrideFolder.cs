namespace KpiDigest.Tests.Rendering;

/// <summary>A temporary folder of templates that replace those shipped.</summary>
internal sealed class OverrideFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kpidigest-templates-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "templates");

    public OverrideFolder() => Directory.CreateDirectory(Path);

    public string Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>A file beside the templates folder, which no template may reach.</summary>
    public string WriteOutside(string name, string text)
    {
        var file = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
