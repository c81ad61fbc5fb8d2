using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KpiDigest.Delivery.Mime;

/// <summary>Writes a <see cref="MailMessage"/> as RFC 5322/2045 bytes; the same message gives the same bytes.</summary>
internal static class MimeWriter
{
    private const int BytesPerBase64Line = 57;

    /// <exception cref="FormatException">An address, name, subject, header or file name holds CR, LF or control characters, or is no address; the message names the field.</exception>
    public static byte[] Write(MailMessage message)
    {
        var size = message.Text.Length + message.Html.Length + message.Attachments.Sum(a => a.Content.Length) + (message.Picture?.Content.Length ?? 0);
        var buffer = new MimeBuffer(size + (size / 2) + 4096);
        MessageHeaders.Write(message, buffer);
        if (message.Attachments.Count == 0) WriteAlternative(message, buffer);
        else WriteMixed(message, buffer);
        return buffer.ToArray();
    }

    private static void WriteMixed(MailMessage message, MimeBuffer buffer)
    {
        var boundary = Boundary(message, "mixed");
        OpenMultipart("mixed", boundary, buffer);
        buffer.Line($"--{boundary}");
        WriteAlternative(message, buffer);
        foreach (var attachment in message.Attachments)
        {
            buffer.Line($"--{boundary}");
            WriteFile(attachment, "attachment", buffer);
        }

        buffer.Line($"--{boundary}--");
    }

    private static void WriteAlternative(MailMessage message, MimeBuffer buffer)
    {
        var boundary = Boundary(message, "alternative");
        OpenMultipart("alternative", boundary, buffer);
        buffer.Line($"--{boundary}");
        WriteText("plain", message.Text, buffer);
        buffer.Line($"--{boundary}");
        if (message.Picture is { } picture) WriteRelated(message, picture, buffer);
        else WriteText("html", message.Html, buffer);
        buffer.Line($"--{boundary}--");
    }

    // RFC 2387: the page is the root and comes first.
    private static void WriteRelated(MailMessage message, InlinePicture picture, MimeBuffer buffer)
    {
        var boundary = Boundary(message, "related");
        OpenMultipart("related; type=\"text/html\"", boundary, buffer);
        buffer.Line($"--{boundary}");
        WriteText("html", message.Html, buffer);
        buffer.Line($"--{boundary}");
        WriteFile(picture.File, "inline", buffer, picture.CheckedId);
        buffer.Line($"--{boundary}--");
    }

    private static void OpenMultipart(string kind, string boundary, MimeBuffer buffer)
    {
        buffer.Header("Content-Type", $"multipart/{kind}; boundary=\"{boundary}\"");
        buffer.Line();
    }

    private static void WriteText(string kind, string text, MimeBuffer buffer)
    {
        buffer.Header("Content-Type", $"text/{kind}; charset=utf-8");
        buffer.Header("Content-Transfer-Encoding", "quoted-printable");
        buffer.Line();
        QuotedPrintable.Write(text, buffer.Writer);
    }

    private static void WriteFile(MimeAttachment file, string disposition, MimeBuffer buffer, string? contentId = null)
    {
        AttachmentText.Check(file);
        buffer.Header("Content-Type", file.ContentType);
        buffer.Header("Content-Transfer-Encoding", "base64");
        if (contentId is not null) buffer.Header("Content-ID", $"<{contentId}>");
        buffer.Header("Content-Disposition", disposition + MimeParameter.Of("filename", file.FileName));
        buffer.Line();
        WriteBase64(file.Content.Span, buffer.Writer);
    }

    private static void WriteBase64(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        while (!content.IsEmpty)
        {
            var line = content[..Math.Min(BytesPerBase64Line, content.Length)];
            Base64.EncodeToUtf8(line, output.GetSpan(80), out _, out var written);
            output.Advance(written);
            output.Write("\r\n"u8);
            content = content[line.Length..];
        }
    }

    // "=_" stands neither in quoted-printable nor in base64, so no part's content can hold its own boundary.
    private static string Boundary(MailMessage message, string kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{message.MessageId}"));
        return string.Create(CultureInfo.InvariantCulture, $"=_{kind[..3]}_{Convert.ToHexStringLower(hash.AsSpan(0, 16))}");
    }
}
