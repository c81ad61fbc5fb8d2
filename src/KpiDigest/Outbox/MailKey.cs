namespace KpiDigest.Outbox;

/// <summary>Identity of a mail: the period, never the attempt.</summary>
/// <param name="Digest">Digest id.</param>
/// <param name="Period"><c>week:2017-12-11</c>.</param>
/// <param name="Recipient">Address in lower case.</param>
/// <param name="Revision">1, or higher for a correction.</param>
internal sealed record MailKey(string Digest, string Period, string Recipient, int Revision);
