namespace KpiDigest.Tests.Support;

/// <summary>Reads what a submission server delivered.</summary>
internal static class Maildir
{
    /// <summary>Message-ID without brackets of each mail to an address under a domain, one entry a delivered mail.</summary>
    public static IReadOnlyList<string> MessageIds(string maildir, string domain)
    {
        var folder = Path.Combine(maildir, "new");
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.EnumerateFiles(folder).Select(HeadersOf).Where(headers => headers.Any(line => IsTo(line, domain))).Select(MessageId)];
    }

    private static List<string> HeadersOf(string file) => [.. File.ReadLines(file).TakeWhile(line => line.Length > 0)];

    private static bool IsTo(string line, string domain) =>
        line.StartsWith("Delivered-To: ", StringComparison.OrdinalIgnoreCase) && line.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase);

    private static string MessageId(List<string> headers)
    {
        const string Name = "Message-ID:";
        var at = headers.FindIndex(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        var value = headers[at][Name.Length..].Trim();
        return (value.Length > 0 ? value : headers[at + 1].Trim()).Trim('<', '>');
    }
}
