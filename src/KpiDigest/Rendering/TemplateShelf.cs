namespace KpiDigest.Rendering;

/// <summary>The templates in force: read anew on every use, compiled anew only when a file has changed.</summary>
internal sealed class TemplateShelf(TemplateFolder folder)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<TemplateFile> _files = [];
    private TemplateSet? _set;

    /// <exception cref="TemplateException">A folder, file or the theme is faulty.</exception>
    public TemplateSet Current()
    {
        var files = folder.Read();
        lock (_lock)
        {
            if (_set is not null && files.SequenceEqual(_files)) return _set;
            _set = new TemplateSet(files);
            _files = files;
            return _set;
        }
    }
}
