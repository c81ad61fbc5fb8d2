namespace KpiDigest.Outbox;

/// <summary>The books of one run: they balance when the states add up to what was expected.</summary>
/// <param name="Digest">Digest id.</param>
/// <param name="Period">Period key.</param>
/// <param name="Revision">Revision.</param>
/// <param name="RunState">State of the run.</param>
/// <param name="Expected">Recipients frozen in the run; null until enqueued.</param>
/// <param name="ByState">Number of mails by state.</param>
internal sealed record RunBooks(string Digest, string Period, int Revision, string RunState, int? Expected, IReadOnlyDictionary<MailState, int> ByState)
{
    /// <summary>Whether every expected mail is in exactly one state. A run that is not enqueued has no books yet.</summary>
    public bool Balance => Expected is null ? ByState.Count == 0 : ByState.Values.Sum() == Expected;
}
