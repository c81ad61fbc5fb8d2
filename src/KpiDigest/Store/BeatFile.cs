using System.Globalization;
using NodaTime;

namespace KpiDigest.Store;

/// <summary>The newest beat that this machine saw, kept outside the database, so that a database that was put back can be told.</summary>
/// <param name="path">Where; empty: nowhere.</param>
internal sealed class BeatFile(string path)
{
    /// <summary>Names the file in messages.</summary>
    public string Path => path;

    /// <summary>Whether one is kept at all.</summary>
    public bool IsKept => path.Length > 0;

    /// <summary>Null: there is none, or it says nothing.</summary>
    public Instant? Read()
    {
        try
        {
            return IsKept && File.Exists(path) && long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? Stored.At(micros) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(fault);
        }
    }

    /// <exception cref="StoreException">It cannot be written.</exception>
    public void Write(Instant beat)
    {
        if (!IsKept) return;
        try
        {
            var half = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}");
            File.WriteAllText(half, Stored.Micros(beat).ToString(CultureInfo.InvariantCulture) + "\n");
            File.Move(half, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(fault);
        }
    }

    private StoreException Unusable(Exception fault) => new($"the file '{path}', which tells a restored database, cannot be used ({fault.Message}). Check that its folder exists and that the service's user may write there.", false, fault);
}
