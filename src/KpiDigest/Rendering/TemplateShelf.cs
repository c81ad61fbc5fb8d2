namespace KpiDigest.Rendering;

/// <summary>The templates in force: read anew on every use, compiled anew only when a file has changed.</summary>
internal sealed class TemplateShelf(TemplateFolder folder)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<TemplateFile> _files = [];
    private TemplateSet? _set;
    private bool _kept;

    /// <summary>From now on the templates stay as they are, whatever becomes of the files.</summary>
    /// <exception cref="TemplateException">A folder, file or the theme is faulty.</exception>
    public void Keep()
    {
        Current();
        _kept = true;
    }

    /// <exception cref="TemplateException">A folder, file or the theme is faulty.</exception>
    public TemplateSet Current()
    {
        if (_kept) return _set!;
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
