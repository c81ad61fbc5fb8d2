using System.Globalization;

namespace KpiDigest.Store;

/// <summary>
/// One <c>kpidigest run</c> per SQLite file: an exclusively opened file beside it, which the system lets go of when the process ends,
/// however it ends. A second file says who holds it; it is only for the message.
/// </summary>
internal sealed class RunLock : IAsyncDisposable
{
    private readonly FileStream? _file;
    private readonly string _ownerFile;

    private RunLock(FileStream? file, string ownerFile) => (_file, _ownerFile) = (file, ownerFile);

    public static RunLock None { get; } = new(null, "");

    public static RunLock Acquire(string databaseFile, string databaseName)
    {
        var owner = databaseFile + ".run";
        try
        {
            var file = new FileStream(databaseFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}"));
            return new RunLock(file, owner);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreException($"{databaseName} is in use by another 'kpidigest run' ({ReadOwner(owner)}). SQLite allows one; stop the other, or use PostgreSQL for several workers.", false, fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new StoreException($"{databaseName}: its lock file '{databaseFile}.lock' cannot be opened. Check that the folder exists and that the service's user may write there.", false, fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is null) return;
        File.Delete(_ownerFile);
        await _file.DisposeAsync();
    }

    private static string ReadOwner(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "its process is not known";
        }
    }
}
