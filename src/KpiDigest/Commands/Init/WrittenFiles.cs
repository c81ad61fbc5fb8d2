namespace KpiDigest.Commands.Init;

/// <summary>The files of a new configuration: none is written over, and all go again unless <see cref="Keep"/> is reached.</summary>
/// <param name="configuration">Path of the configuration.</param>
internal sealed class WrittenFiles(string configuration) : IDisposable
{
    private readonly List<string> _written = [];
    private readonly List<string> _secrets = [];
    private string _database = "";
    private bool _kept;

    /// <summary>The configuration before it has its name.</summary>
    public string Draft => configuration + ".new";

    public IReadOnlyList<string> Secrets => _secrets;

    public void WriteSecret(string path, string text)
    {
        Write(path, text + "\n", secret: true);
        _secrets.Add(path);
    }

    /// <summary>Writes the draft, again where it was written before.</summary>
    public void WriteDraft(string text)
    {
        if (_written.Remove(Draft)) File.Delete(Draft);
        Write(Draft, text, secret: false);
    }

    /// <summary>A database that a trial makes; it goes too, unless it was there before.</summary>
    public void ExpectDatabase(string path)
    {
        if (path.Length > 0 && !File.Exists(path)) _database = path;
    }

    /// <summary>Gives the draft its name.</summary>
    /// <exception cref="IOException">There is such a file by now.</exception>
    public void Keep()
    {
        File.Move(Draft, configuration, overwrite: false);
        _kept = true;
    }

    public void Dispose()
    {
        if (_kept) return;
        foreach (var path in _written.Concat(OfDatabase())) File.Delete(path);
    }

    // The database, its journal and its locks begin with its name.
    private string[] OfDatabase() => _database.Length == 0 ? [] : Directory.GetFiles(Path.GetDirectoryName(_database)!, Path.GetFileName(_database) + "*");

    private void Write(string path, string text, bool secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (secret && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        _written.Add(path);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}
