using NodaTime;

namespace KpiDigest.Delivery.Mime;

/// <summary>The one shape we send: text and HTML alternatives, the HTML with its picture and attachments around all of it where there are any.</summary>
internal sealed record MailMessage
{
    /// <summary>Sender as configured, with or without display name.</summary>
    public required string From { get; init; }

    /// <summary>The one recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>The recipient's display name; null: none.</summary>
    public string? ToName { get; init; }

    public string? ReplyTo { get; init; }

    public required string Subject { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string MessageId { get; init; }

    public required Instant Date { get; init; }

    /// <summary>Further headers in order (List-Id, Auto-Submitted, …); names and values are checked for CR, LF and control characters.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>A picture the HTML shows; null: none.</summary>
    public InlinePicture? Picture { get; init; }

    public IReadOnlyList<MimeAttachment> Attachments { get; init; } = [];
}
