namespace KpiDigest.Rendering;

/// <summary>
/// Reads the shipped templates, each file replaced by the one of the same name in the override folder where there is one; of texts
/// (<c>texts/LANGUAGE.json</c>) and the theme both are read, as the second replaces single entries. Nothing outside these two folders is ever read, neither through
/// a name nor through a link.
/// </summary>
internal sealed class TemplateFolder(string overrides, string? shipped = null)
{
    /// <summary>Stands behind the name of a file that is read besides the one shipped.</summary>
    public const string OwnMark = " (own)";

    private const int LargestFile = 512 * 1024;
    private readonly string _shipped = shipped ?? Shipped;

    /// <summary>Where the templates shipped with the program lie.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>All files, by name in ordinal order.</summary>
    /// <exception cref="TemplateException">A folder is missing, or a file leads outside its folder or is too large.</exception>
    public IReadOnlyList<TemplateFile> Read()
    {
        var files = new SortedDictionary<string, TemplateFile>(StringComparer.Ordinal);
        ReadInto(files, _shipped, "The templates shipped with the program are missing: install it again.");
        if (overrides.Length > 0) ReadInto(files, overrides, "Rendering:Templates names a folder that does not exist: create it or clear the setting.", OwnMark);
        return [.. files.Values];
    }

    private static void ReadInto(SortedDictionary<string, TemplateFile> files, string folder, string missing, string mark = "")
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root)) throw new TemplateException($"{root}: {missing}");
        root = Real(root);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!IsTemplate(name)) continue;
            var file = new TemplateFile(name, path, ReadText(root, path));
            files[file.IsTexts || file.IsTheme ? name + mark : name] = file.IsTheme ? file with { Name = name + mark } : file;
        }
    }

    // Only files of a known shape are read: one folder deep, a known ending; hidden folders (of mounted volumes) are not.
    private static bool IsTemplate(string name) =>
        name == Theme.FileName || Logo.IsName(name)
        || (name.Split('/') is [var folder, var file] && folder[0] != '.' && Path.GetExtension(file) is ".html" or ".txt" or ".json"
            && name.Count(c => c == '/') == 1 && name[0] != '.');

    private static string ReadText(string root, string path)
    {
        var real = Real(path);
        if (!IsInside(root, real))
            throw new TemplateException($"{path}: the link leads outside the templates folder ({root}); put the file itself there.");
        if (Logo.IsName(Path.GetFileName(path))) return new FileInfo(real).Length <= Logo.MostBytes ? Convert.ToBase64String(File.ReadAllBytes(real)) : "";
        if (new FileInfo(real).Length > LargestFile)
            throw new TemplateException($"{path}: larger than {LargestFile / 1024} KB, so no template.");
        return File.ReadAllText(real).ReplaceLineEndings("\n");
    }

    private static bool IsInside(string root, string path) =>
        path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Follows links of every part of the path, as mounted volumes use links for folders too.
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        var target = new FileInfo(here).LinkTarget is null ? null : File.ResolveLinkTarget(here, returnFinalTarget: true)?.FullName;
        return target is null ? here : Real(target);
    }
}
