namespace KpiDigest.Web;

/// <summary>What a reader asks for.</summary>
internal enum Wish
{
    /// <summary>No mail of this digest for four weeks.</summary>
    Pause,

    /// <summary>No mail of this digest.</summary>
    Stop,

    /// <summary>No mail of any digest.</summary>
    StopAll,

    /// <summary>Mail again.</summary>
    Start,
}
