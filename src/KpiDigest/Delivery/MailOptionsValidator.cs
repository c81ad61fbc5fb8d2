namespace KpiDigest.Delivery;

/// <summary>Finds every fault of the section <c>Mail</c>.</summary>
internal static class MailOptionsValidator
{
    public static IReadOnlyList<(string Key, string? Value, string Message)> Faults(MailOptions options) => options.From.Length == 0
        ? [("Mail:From", options.From, "missing: the sender's address, such as Sales digest <digest@example.com>.")]
        : [];
}
