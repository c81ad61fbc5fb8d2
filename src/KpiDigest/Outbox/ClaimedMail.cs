using KpiDigest.Delivery;

namespace KpiDigest.Outbox;

/// <summary>A mail under this worker's lease.</summary>
/// <param name="Id">Row id.</param>
/// <param name="LeaseToken">Proves the lease to the fence and to the recorder.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Mail">The final message.</param>
/// <param name="SuppressedBy">The row that says that the reader is to get no mail; null: none.</param>
internal sealed record ClaimedMail(long Id, string LeaseToken, int Attempt, OutgoingMail Mail, long? SuppressedBy = null)
{
    /// <summary>The mode that was in force at the claim.</summary>
    public MailMode Mode { get; init; } = MailMode.Off;
}
