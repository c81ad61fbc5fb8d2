namespace KpiDigest.Outbox;

/// <summary>Why somebody gets no mail although the configuration names them. Bounced and left are not the reader's own choice.</summary>
internal enum SuppressionKind
{
    /// <summary>Their mailbox refused for good.</summary>
    Bounced,

    /// <summary>They unsubscribed.</summary>
    Stopped,

    /// <summary>They want none until a day.</summary>
    Paused,

    /// <summary>The CRM calls them inactive.</summary>
    Left,
}
