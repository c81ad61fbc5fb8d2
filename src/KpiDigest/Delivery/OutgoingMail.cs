namespace KpiDigest.Delivery;

/// <summary>A finished message.</summary>
/// <param name="Key">Identity of the mail: digest, period, recipient, revision; used in file names and logs. No address.</param>
/// <param name="MessageId">The Message-ID without angle brackets; a retry has the same.</param>
/// <param name="EnvelopeFrom">MAIL FROM address.</param>
/// <param name="Recipient">The one RCPT TO address.</param>
/// <param name="Mime">The final bytes, CRLF line ends.</param>
internal sealed record OutgoingMail(string Key, string MessageId, string EnvelopeFrom, string Recipient, ReadOnlyMemory<byte> Mime);
