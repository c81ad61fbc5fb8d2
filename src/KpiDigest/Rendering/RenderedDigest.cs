using KpiDigest.Delivery.Mime;

namespace KpiDigest.Rendering;

/// <summary>A digest as bytes and text, before it becomes a message.</summary>
/// <param name="Subject">Subject, at most 70 characters.</param>
/// <param name="Html">HTML body.</param>
/// <param name="Text">Text body.</param>
/// <param name="Attachments">Files.</param>
internal sealed record RenderedDigest(string Subject, string Html, string Text, IReadOnlyList<MimeAttachment> Attachments)
{
    /// <summary>The logo, where the HTML shows it.</summary>
    public InlinePicture? Logo { get; init; }
}
