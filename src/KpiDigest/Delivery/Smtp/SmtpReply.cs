using System.Globalization;
using System.Text.RegularExpressions;

namespace KpiDigest.Delivery.Smtp;

/// <summary>A server's answer.</summary>
/// <param name="Code">The three digits.</param>
/// <param name="Lines">The text of each line, without code, without control characters.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestReason = 300;

    public bool IsPositive => Code / 100 == 2;

    public bool IsTransient => Code / 100 == 4;

    public bool IsPermanent => Code / 100 == 5;

    /// <summary>The enhanced code (5.1.1) where it fits the basic one, else null.</summary>
    public string? Enhanced => Lines.Count > 0 && EnhancedCode().Match(Lines[0]) is { Success: true } match && match.Value[0] - '0' == Code / 100 ? match.Value : null;

    /// <summary>Enhanced, else basic code.</summary>
    public string Status => Enhanced ?? Code.ToString(CultureInfo.InvariantCulture);

    /// <summary>The server's own id of the accepted message, else what it said.</summary>
    public string? QueueId
    {
        get
        {
            var text = string.Join(' ', Lines);
            var match = QueuedAs().Match(text);
            var id = match.Success ? match.Groups[1].Value : text;
            return id.Length == 0 ? null : id[..Math.Min(id.Length, 100)];
        }
    }

    /// <summary>One line for a reason.</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Code} {string.Join(' ', Lines)}").TrimEnd();
        return text.Length <= LongestReason ? text : text[..LongestReason] + "…";
    }

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"\bqueued as (\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex QueuedAs();
}
