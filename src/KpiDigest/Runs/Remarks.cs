using KpiDigest.Core.Digests;

namespace KpiDigest.Runs;

/// <summary>What a mail says beside its figures.</summary>
/// <param name="Notes">What the gate wants said.</param>
/// <param name="Before">What the recipient was sent before, where the mail corrects it; null: it is the first.</param>
internal sealed record Remarks(IReadOnlyList<string> Notes, SentBefore? Before = null)
{
    public static Remarks None { get; } = new([]);
}

/// <summary>What a recipient was sent of a period before.</summary>
/// <param name="Revision">The newest revision that was sent.</param>
/// <param name="Subject">Its subject; a correction keeps it, or it would begin a thread of its own.</param>
/// <param name="MessageIds">Message-IDs of all revisions that were sent, oldest first.</param>
/// <param name="Numbers">What the newest of them said.</param>
internal sealed record SentBefore(int Revision, string Subject, IReadOnlyList<string> MessageIds, IReadOnlyList<DigestNumber> Numbers)
{
    /// <summary>
    /// Whether figures say otherwise. What a run keeps of a scope may come from its row in another's table, which has no signals: they are not compared.
    /// </summary>
    public bool Differs(DigestFigures figures)
    {
        var before = Numbers.ToDictionary(n => n.Key, n => n.Text);
        return DigestNumbers.Of(figures).Any(n => n.Part != "signal" && before.TryGetValue(n.Key, out var text) && text != n.Text);
    }
}
