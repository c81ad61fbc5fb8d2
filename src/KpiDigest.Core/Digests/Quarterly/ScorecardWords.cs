using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Headline, subject, preheader, rules and definitions of the scorecard.</summary>
internal static class ScorecardWords
{
    /// <summary>What was won, against the quota and the year before, and whether the next quarter is covered.</summary>
    public static string Headline(DigestWriting writing)
    {
        var (figures, words) = (writing.Figures, writing.Wording);
        if (figures.Result(KpiIds.WonRevenue) is not { Value: { } value } won)
            return words.Say(ScorecardKeys.HeadlineMissing, Quarter(figures.Quarter), Words("reason", writing.Missing(figures.Result(KpiIds.WonRevenue))));
        var headline = words.Join(
        [
            words.Say(won.ToDate ? ScorecardKeys.Stands : ScorecardKeys.Closed, Quarter(figures.Quarter), Money("won", value)),
            OfQuota(writing),
            Than(writing, won.YearAgo?.Value is > 0 ? won.YearAgo : won.Previous, value),
        ]);
        return figures.NextCoverage is { Value: { } cover, Period: { } next } coming
            ? words.Say(ScorecardKeys.Outlook, Words("headline", headline), Quarter(next, "next"), Multiple("cover", cover), Multiple("required", writing.Bands.Required(coming)))
            : headline;
    }

    public static string Subject(DigestWriting writing)
    {
        var words = writing.Wording;
        var quarter = Quarter(writing.Figures.Quarter);
        if (writing.Figures.Result(KpiIds.WonRevenue) is not { Value: { } value } won) return words.Say(ScorecardKeys.SubjectMissing, quarter);
        var subject = won.Previous?.Value is > 0
            ? words.Say(ScorecardKeys.SubjectChange, quarter, Money("won", value), Words("change", writing.Relative(won.Previous, value)))
            : words.Say(ScorecardKeys.Subject, quarter, Money("won", value));
        return DigestText.Cut(words.Join([subject, OfQuota(writing)]), 70);
    }

    public static string Preheader(DigestWriting writing, IReadOnlyList<ScorecardTile> tiles)
    {
        var (words, name) = (writing.Wording, ScorecardNames.Of(writing, KpiIds.WinRate));
        var second = tiles.FirstOrDefault(t => t.Name == name) ?? (tiles.Count > 0 ? tiles[0] : null);
        if (second is null) return words.Say(ScorecardKeys.PreheaderMissing);
        var figure = words.Say(second.Detail.Length > 0 ? ScorecardKeys.FigureDetail : ScorecardKeys.Figure, Words("name", second.Name), Words("value", second.Value), Words("detail", second.Detail));
        return DigestText.Cut(words.Say(ScorecardKeys.Preheader, Words("figure", figure)), 90);
    }

    /// <summary>What stands before, between and after the numbers in "Page 1 of 4", wherever a language puts them.</summary>
    public static string[] Page(DigestWriting writing)
    {
        const char Number = '\u0001';
        var parts = writing.Wording.Say(ScorecardKeys.Page, Words("page", $"{Number}"), Words("pages", $"{Number}")).Split(Number);
        return [parts[0], parts[1], parts[2]];
    }

    /// <summary>Which deals count, from the installation's rules, and what numbers of earlier quarters are.</summary>
    public static IReadOnlyList<string> Rules(DigestWriting writing)
    {
        var (rules, words) = (writing.Figures.Rules, writing.Wording);
        var lines = new List<string>
        {
            words.Say(rules.CountRenewals ? ScorecardKeys.Renewals : ScorecardKeys.NoRenewals),
            words.Say(rules.ZeroIsStated ? ScorecardKeys.ZeroStated : ScorecardKeys.ZeroNotStated),
            words.Say(ScorecardKeys.StaleAfter, Count("days", rules.StaleAfterDays)),
            words.Say(ScorecardKeys.Belongs),
            words.Say(ScorecardKeys.Currency, Words("currency", writing.Figures.HomeCurrency)),
            words.Say(ScorecardKeys.Restated),
        };
        void Add(string key, IReadOnlyList<string> names)
        {
            if (names.Count > 0) lines.Add(words.Say(key, Words("names", words.Join(names.Select(n => DigestText.Clean(n))))));
        }

        Add(ScorecardKeys.NotALoss, rules.NotALoss);
        Add(ScorecardKeys.LeftOutPipelines, rules.ExcludedPipelines);
        Add(ScorecardKeys.OnlyPipelines, rules.IncludedPipelines);
        Add(ScorecardKeys.OnlyOwners, rules.IncludedOwners);
        Add(ScorecardKeys.OnlyDeals, rules.IncludedDeals);
        Add(ScorecardKeys.LeftOutOwners, rules.ExcludedOwners);
        if (rules.ExcludedDeals.Count > 0) lines.Add(words.Say(ScorecardKeys.LeftOutDeals, Count("count", rules.ExcludedDeals.Count)));
        return lines;
    }

    /// <summary>Definitions of the figures that the scorecard shows.</summary>
    public static IReadOnlyList<DefinitionLine> Definitions(DigestWriting writing) => [.. KpiCatalogue.All
        .Where(k => ScorecardPerformance.Shown.Contains(k.Id) && (writing.Figures.Result(k.Id) is { Value: not null } || k.Id == writing.Figures.NextCoverage?.Kpi))
        .Select(k => new DefinitionLine(ScorecardNames.Of(writing, k.Id), writing.Wording.Say(ScorecardKeys.KpiDefinition + k.Id)))];

    private static string OfQuota(DigestWriting writing) =>
        writing.Figures.Result(KpiIds.TargetAchievement) is { Value: { } share } ? writing.Wording.Say(ScorecardKeys.OfQuota, Percent("share", share)) : "";

    private static string Than(DigestWriting writing, KpiComparison? other, decimal value)
    {
        if (other is not { Value: { } before }) return "";
        var words = writing.Wording;
        var quarter = other.ToDate ? Words("quarter", words.Say(ScorecardKeys.SameDay, Quarter(other.Period))) : Quarter(other.Period);
        return before == value ? words.Say(ScorecardKeys.Same, quarter)
            : words.Say(value > before ? ScorecardKeys.More : ScorecardKeys.Less, Money("size", Math.Abs(value - before)), quarter);
    }
}
