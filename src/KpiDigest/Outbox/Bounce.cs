using NodaTime;

namespace KpiDigest.Outbox;

/// <summary>What a mail server said later about a mail that had left.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Kind"><c>failed</c> or <c>delayed</c>.</param>
/// <param name="Status">Enhanced status code.</param>
/// <param name="Text">The server's words.</param>
internal sealed record Bounce(Instant At, string Kind, string Status, string Text)
{
    /// <summary>For listings.</summary>
    public override string ToString() => $"came back ({Kind} {Status}): {Text}";
}
