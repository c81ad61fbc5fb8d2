namespace KpiDigest.Delivery.Mime;

/// <summary>A file that goes with a mail.</summary>
/// <param name="FileName">File name without path; control characters are refused by the writer.</param>
/// <param name="ContentType"><c>application/pdf</c>.</param>
/// <param name="Content">Bytes.</param>
internal sealed record MimeAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
