using System.Text.RegularExpressions;

namespace KpiDigest.Delivery.Mime;

/// <summary>What an attachment may be called and be.</summary>
internal static partial class AttachmentText
{
    /// <exception cref="FormatException">The file name or the content type cannot stand in a header, or the name is a path.</exception>
    public static void Check(MimeAttachment attachment)
    {
        var name = HeaderText.Checked(attachment.FileName, "an attachment's file name");
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200 || name is "." or ".." || name.AsSpan().ContainsAny('/', '\\') || HidesItsEnding(name))
        {
            throw new FormatException("an attachment's file name: is empty, too long, a path, or written to hide its ending");
        }

        if (!ContentType().IsMatch(attachment.ContentType)) throw new FormatException($"{name}: its content type is not of the form type/subtype");
        if (attachment.ContentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || attachment.ContentType.StartsWith("message/", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"{name}: a message cannot be attached");
        }
    }

    // Right-to-left overrides show "exe.fdp" as "pdf.exe" the other way round.
    private static bool HidesItsEnding(string name) => name.Any(c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));

    [GeneratedRegex(@"\A[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; charset=[A-Za-z0-9-]+)?\z")]
    private static partial Regex ContentType();
}
