namespace KpiDigest.Crm;

/// <summary>How reading a number went.</summary>
internal enum NumberReading
{
    Good,

    /// <summary>No number.</summary>
    Unreadable,

    /// <summary>A number beyond what the store can keep.</summary>
    TooLarge,
}
