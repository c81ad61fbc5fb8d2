namespace KpiDigest.Bounces;

/// <summary>What a mail server says became of a message (RFC 3464).</summary>
/// <param name="MessageIds">Ids, without brackets, that the message may have had; the surest first.</param>
/// <param name="Recipients">One entry a recipient.</param>
internal sealed record DeliveryReport(IReadOnlyList<string> MessageIds, IReadOnlyList<ReportedRecipient> Recipients);

/// <summary>What became of the message for one recipient.</summary>
/// <param name="Addresses">The final and the original recipient, as far as stated.</param>
/// <param name="Action"><c>failed</c>, <c>delayed</c>, <c>delivered</c>, <c>relayed</c> or <c>expanded</c>.</param>
/// <param name="Status">Enhanced status code (<c>5.1.1</c>).</param>
/// <param name="Text">The other server's words, in one line.</param>
internal sealed record ReportedRecipient(IReadOnlyList<string> Addresses, string Action, string Status, string Text)
{
    /// <summary>Whether the message did not arrive and will not.</summary>
    public bool Failed => Action == "failed";

    /// <summary>Whether it is tried again by the other server.</summary>
    public bool Delayed => Action == "delayed";

    /// <summary>
    /// Whether no later mail to this mailbox will arrive either: it failed for good, and not for being full (x.2.2), too large (x.2.3, x.3.4), a route or a
    /// time that ran out (x.4), its content (x.6) or what the other side holds against the sender (x.7): these are ours to mend, or pass.
    /// </summary>
    public bool MailboxIsGone => Failed && Status.StartsWith("5.", StringComparison.Ordinal) && Status.Split('.') is [_, var subject, var detail]
        && !(subject is "4" or "6" or "7" || (subject, detail) is ("2", "2") or ("2", "3") or ("3", "4"));
}
