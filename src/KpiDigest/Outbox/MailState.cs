namespace KpiDigest.Outbox;

/// <summary>Where a mail is; each row is in exactly one. Stored as lower-case names.</summary>
internal enum MailState
{
    /// <summary>Ready to be claimed once its run is visible and its time has come.</summary>
    Waiting,

    /// <summary>A worker holds it under a lease and has sent nothing yet.</summary>
    Claimed,

    /// <summary>The fence was passed: the content is leaving.</summary>
    Sending,

    /// <summary>The channel accepted it.</summary>
    Sent,

    /// <summary>The channel refused it for good.</summary>
    Refused,

    /// <summary>The content may have left; nobody can know.</summary>
    Unknown,

    /// <summary>Kept back by hand or by the gate.</summary>
    Held,

    /// <summary>Not to be sent, with a reason (suppressed recipient, unresolved scope).</summary>
    Skipped,

    /// <summary>Older than the digest's catch-up limit.</summary>
    Expired,

    /// <summary>Taken back by hand.</summary>
    Cancelled,
}
