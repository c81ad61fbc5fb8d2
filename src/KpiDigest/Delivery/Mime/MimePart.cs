namespace KpiDigest.Delivery.Mime;

/// <summary>A leaf of a message.</summary>
/// <param name="ContentType">Without parameters, <c>text/html</c>.</param>
/// <param name="FileName">File name of an attachment; empty for bodies.</param>
/// <param name="Content">Decoded bytes.</param>
/// <param name="ContentId">Without angle brackets, of a picture that the HTML shows; empty for all else.</param>
internal sealed record MimePart(string ContentType, string FileName, byte[] Content, string ContentId = "");
