using System.Text.RegularExpressions;

namespace KpiDigest.Delivery.Mime;

/// <summary>A picture inside a mail that its HTML names by <c>cid:</c>.</summary>
/// <param name="ContentId">Without angle brackets, of the form <c>name@place</c>.</param>
/// <param name="File">Name, type and bytes.</param>
internal sealed partial record InlinePicture(string ContentId, MimeAttachment File)
{
    public ReadOnlyMemory<byte> Content => File.Content;

    /// <summary>The address the HTML names it by.</summary>
    public string Address => "cid:" + ContentId;

    /// <summary>The picture itself as an address, for pages that are no part of a mail.</summary>
    public string DataAddress => $"data:{File.ContentType};base64,{Convert.ToBase64String(Content.Span)}";

    /// <exception cref="FormatException">It could not stand in a header.</exception>
    public string CheckedId => Id().IsMatch(ContentId) ? ContentId : throw new FormatException("a picture's Content-ID is not of the form name@place");

    public bool IsShownIn(string html) => html.Contains($"\"{Address}\"", StringComparison.Ordinal);

    /// <summary>The page with the picture in it instead of beside it, as a browser shows it.</summary>
    public string PutInto(string html) => html.Replace($"\"{Address}\"", $"\"{DataAddress}\"", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,80}@[A-Za-z0-9.-]{1,80}\z")]
    private static partial Regex Id();
}
