using NodaTime;

namespace KpiDigest.Store;

/// <summary>Where a source stands.</summary>
/// <param name="Cursors">Cursor by object.</param>
/// <param name="FirstCompleteAt">End of the first complete sync; null: none yet.</param>
/// <param name="LastCompleteAt">End of the last complete sync; null: none yet.</param>
/// <param name="LastStartedAt">Start of the newest sync; later than <see cref="LastCompleteAt"/> where it broke off or still runs.</param>
/// <param name="LastFault">Why the newest sync did not complete; null: it did.</param>
internal sealed record SyncState(
    IReadOnlyDictionary<string, string> Cursors, Instant? FirstCompleteAt, Instant? LastCompleteAt, Instant? LastStartedAt, string? LastFault);
