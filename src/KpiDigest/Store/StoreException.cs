namespace KpiDigest.Store;

/// <summary>The database refused or went away; the message names the database, the cause and the fix, and holds no secret.</summary>
internal sealed class StoreException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether a later try may succeed without anybody changing anything.</summary>
    public bool IsTransient { get; } = isTransient;
}
