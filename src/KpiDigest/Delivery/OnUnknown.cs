namespace KpiDigest.Delivery;

/// <summary>What becomes of a mail of which nobody can know whether it left.</summary>
internal enum OnUnknown
{
    /// <summary>It stays unknown and the admin is told.</summary>
    Hold,

    /// <summary>It is sent once more with the same Message-ID.</summary>
    ResendOnce,
}
