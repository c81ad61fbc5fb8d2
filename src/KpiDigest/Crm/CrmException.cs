namespace KpiDigest.Crm;

/// <summary>The CRM refused or could not be reached; the message says cause and fix and holds no secret.</summary>
internal sealed class CrmException : Exception
{
    public CrmException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>Whether a later try may succeed without anybody changing anything.</summary>
    public bool IsTransient { get; }
}
