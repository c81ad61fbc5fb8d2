namespace KpiDigest.Configuration;

/// <summary>What becomes of a digest that is still held when the wait is over.</summary>
internal enum GateAfterWait
{
    /// <summary>It stays held until somebody releases it.</summary>
    Hold,

    /// <summary>It goes out, marked as preliminary in its subject and on top.</summary>
    Preliminary,
}
