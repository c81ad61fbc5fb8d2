namespace KpiDigest.Delivery.Mime;

/// <summary>Writes a <see cref="MailMessage"/> as RFC 5322/2045 bytes; the same message gives the same bytes.</summary>
internal static class MimeWriter
{
    /// <exception cref="FormatException">An address, name, subject, header or file name holds CR, LF or control characters, or is no address.</exception>
    public static byte[] Write(MailMessage message) => throw new NotImplementedException(message.Subject);
}
