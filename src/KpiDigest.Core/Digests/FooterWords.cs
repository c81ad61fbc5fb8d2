using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests;

/// <summary>As-of line, coverage, method and the reason for the mail.</summary>
internal static class FooterWords
{
    public static string AsOf(DigestWriting writing)
    {
        var moment = writing.Format.Moment(writing.Figures.AsOf, writing.Audience.Zone);
        var line = writing.Source.Length > 0
            ? writing.Texts.Say("footer.as-of.source", ("moment", moment), ("source", writing.Format.Foreign(writing.Source))) : writing.Texts.Say("footer.as-of", ("moment", moment));
        return writing.Figures.Reconstructed ? $"{line} {writing.Texts.Of("footer.reconstructed")}" : line;
    }

    /// <summary>What counts and what does not. Numbers of the whole company are told to readers of the whole company only.</summary>
    public static string Coverage(DigestWriting writing)
    {
        var (coverage, wording) = (writing.Figures.Coverage, writing.Wording);
        var whole = writing.Figures.Scope.Kind == ScopeKind.Company;
        var sentences = new List<string>();
        if (whole) sentences.Add(wording.Say("footer.counted", InsightValue.Count("counted", coverage.Counted), InsightValue.Count("count", coverage.Deals)));
        if (coverage.LeftOut.Count > 0)
            sentences.Add(wording.Say("footer.left-out", InsightValue.Words("reasons", wording.Join(coverage.LeftOut.Select(l => LeftOut(writing, l, whole))))));
        Add(sentences, writing, "footer.no-amount", WithoutAmount(writing));
        if (whole) Add(sentences, writing, "footer.no-owner", coverage.WithoutOwner);
        if (whole) Add(sentences, writing, "footer.no-close", coverage.OpenWithoutClose);
        if (coverage.MissingRates.Count > 0)
            sentences.Add(wording.Say("footer.no-rate", InsightValue.Words("rates", wording.Join(coverage.MissingRates.Select(r => writing.Format.Foreign(DigestText.Clean(r.CurrencyAndDate)))))));
        if (coverage.WatchedSince is { } since) sentences.Add(writing.Texts.Say("footer.watched", ("date", writing.Format.Date(since))));
        else if (!coverage.HasHistory) sentences.Add(writing.Texts.Of("footer.no-history"));
        return sentences.Count == 0 ? writing.Texts.Of("footer.all-count") : string.Join(" ", sentences);
    }

    /// <param name="writing">Figures and words.</param>
    /// <param name="digest">The key of the digest's name.</param>
    public static string Why(DigestWriting writing, string digest)
    {
        var whose = writing.Figures.Scope.Kind == ScopeKind.Company ? writing.Texts.Of("word.the-company") : writing.Format.Foreign(writing.ScopeName);
        var why = writing.Texts.Say("footer.why", ("digest", writing.Texts.Of(digest)), ("whose", whose));
        return DigestText.SafeAddress(writing.Audience.Unsubscribe) is null ? $"{why} {writing.Texts.Of("footer.ask")}" : why;
    }

    public static string Sender(DigestWriting writing, string address) =>
        string.Join(", ", new[] { writing.Company, DigestText.Clean(address, 200) }.Where(t => t.Length > 0));

    private static string LeftOut(DigestWriting writing, (string Reason, int Deals) left, bool whole)
    {
        var reason = writing.Reasons.Say(DigestText.Clean(left.Reason));
        return whole ? $"{reason} ({writing.Format.Count(left.Deals)})" : reason;
    }

    private static void Add(List<string> sentences, DigestWriting writing, string key, int deals)
    {
        if (deals > 0) sentences.Add(writing.Wording.Say(key, InsightValue.Count("count", deals)));
    }

    private static int WithoutAmount(DigestWriting writing) =>
        writing.Figures.Scope.Kind == ScopeKind.Company
            ? writing.Figures.Coverage.WonWithoutAmount
            : (int)(writing.Figures.Result(KpiIds.WonRevenue)?.Part("withoutAmount") ?? 0);
}
