using KpiDigest.Core.Facts;

namespace KpiDigest.Core.Digests;

/// <summary>As-of line, coverage, method and the reason for the mail.</summary>
internal static class FooterWords
{
    public static string AsOf(DigestWriting writing)
    {
        var source = writing.Source.Length > 0 ? " from " + writing.Source : "";
        var rebuilt = writing.Figures.Reconstructed ? " Past states are reconstructed from the CRM's own dates." : "";
        return $"Data as of {writing.Format.Moment(writing.Figures.AsOf, writing.Audience.Zone)}{source}.{rebuilt}";
    }

    /// <summary>What counts and what does not. Numbers of the whole company are told to readers of the whole company only.</summary>
    public static string Coverage(DigestWriting writing)
    {
        var coverage = writing.Figures.Coverage;
        var format = writing.Format;
        var whole = writing.Figures.Scope.Kind == ScopeKind.Company;
        var sentences = new List<string>();
        if (whole) sentences.Add($"{format.Count(coverage.Counted)} of {format.Count(coverage.Deals)} deals count");
        if (coverage.LeftOut.Count > 0)
            sentences.Add("Left out: " + string.Join(", ", coverage.LeftOut.Select(l => whole ? $"{DigestText.Clean(l.Reason)} ({format.Count(l.Deals)})" : DigestText.Clean(l.Reason))));
        if (WithoutAmount(writing) is > 0 and var without)
            sentences.Add($"{format.Count(without)} won {DigestWriting.Plural(without, "deal states", "deals state")} no amount");
        if (whole && coverage.WithoutOwner > 0)
            sentences.Add($"{format.Count(coverage.WithoutOwner)} {DigestWriting.Plural(coverage.WithoutOwner, "deal has", "deals have")} no known owner");
        if (whole && coverage.OpenWithoutClose > 0)
            sentences.Add($"{format.Count(coverage.OpenWithoutClose)} open {DigestWriting.Plural(coverage.OpenWithoutClose, "deal states", "deals state")} no expected close");
        if (coverage.MissingRates.Count > 0)
            sentences.Add("No exchange rate: " + string.Join(", ", coverage.MissingRates.Select(r => DigestText.Clean(r.CurrencyAndDate))));
        if (!coverage.HasHistory) sentences.Add("The CRM's history is not known, so past states are its present ones");
        return sentences.Count == 0 ? "All deals count." : string.Join(". ", sentences) + ".";
    }

    public static string Why(DigestWriting writing, string digest)
    {
        var whose = writing.Figures.Scope.Kind == ScopeKind.Company ? "the whole company" : writing.ScopeName;
        var stop = DigestText.SafeAddress(writing.Audience.Unsubscribe) is null ? " To change or stop it, ask its administrator." : "";
        return $"You get this because you are a recipient of the {digest} for {whose}.{stop}";
    }

    public static string Sender(DigestWriting writing, string address) =>
        string.Join(", ", new[] { writing.Company, DigestText.Clean(address, 200) }.Where(t => t.Length > 0));

    private static int WithoutAmount(DigestWriting writing) =>
        writing.Figures.Scope.Kind == ScopeKind.Company
            ? writing.Figures.Coverage.WonWithoutAmount
            : (int)(writing.Figures.Result(KpiIds.WonRevenue)?.Part("withoutAmount") ?? 0);
}
