namespace KpiDigest.Outbox;

/// <summary>Why somebody gets no mail although the configuration names them. Only the first is not the reader's own choice.</summary>
internal enum SuppressionKind
{
    /// <summary>Their mailbox refused for good.</summary>
    Bounced,

    /// <summary>They unsubscribed.</summary>
    Stopped,

    /// <summary>They want none until a day.</summary>
    Paused,
}
