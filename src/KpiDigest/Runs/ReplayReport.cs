namespace KpiDigest.Runs;

/// <summary>A past run computed again on the same data.</summary>
/// <param name="Numbers">How many the run kept.</param>
/// <param name="Changes">Those that came out otherwise; none, or something is wrong.</param>
/// <param name="Mails">How many mails were rendered again.</param>
/// <param name="MailsThatDiffer">Recipients whose mail came out with other bytes.</param>
/// <param name="Differences">What the rendering stands on today that is not what it stood on: "templates 1a2b → 3c4d".</param>
internal sealed record ReplayReport(int Numbers, IReadOnlyList<NumberChange> Changes, int Mails, IReadOnlyList<string> MailsThatDiffer, IReadOnlyList<string> Differences)
{
    /// <summary>Mails that could not be compared, because their bytes are no longer kept: recipient and why.</summary>
    public IReadOnlyList<string> NotKept { get; init; } = [];

    /// <summary>The numbers are the same, and so are the bytes unless something they depend on is known to differ.</summary>
    public bool Holds => Changes.Count == 0 && (MailsThatDiffer.Count == 0 || Differences.Count > 0);
}
