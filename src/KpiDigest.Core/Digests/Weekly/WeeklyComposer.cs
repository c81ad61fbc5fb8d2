using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;

namespace KpiDigest.Core.Digests.Weekly;

/// <summary>Figures → what the weekly templates read. Deterministic: same figures, names and audience, same words.</summary>
public static class WeeklyComposer
{
    /// <summary>Composes the digest.</summary>
    /// <param name="figures">Figures of one scope and week.</param>
    /// <param name="names">Names and links of the records in <see cref="DigestFiguresBuilder.RecordsToName"/>; missing ones are shown by id.</param>
    /// <param name="audience">For whom.</param>
    /// <param name="address">Postal address for the footer; may be empty.</param>
    public static WeeklyDigest Compose(
        DigestFigures figures, IReadOnlyDictionary<(FactKind Kind, string Id), NamedRecord> names, DigestAudience audience, string address = "")
    {
        var writing = new DigestWriting(figures, names, audience);
        var rows = WeeklyRows.Compose(writing);
        var actions = WeeklyActions.Compose(writing);
        return new WeeklyDigest
        {
            Subject = DigestSubject.Of(writing, WeeklyHeadline.Subject(writing)),
            Preheader = WeeklyHeadline.Preheader(writing, rows, actions),
            Company = writing.Company,
            Scope = writing.ScopeName,
            Eyebrow = $"{writing.WeekName(figures.Period)}: {writing.Format.Range(figures.Period)}",
            Headline = WeeklyHeadline.Headline(writing),
            Notes = [.. CorrectionNotes.Of(writing), .. audience.Notes.Select(writing.Reasons.Say).Where(n => n.Length > 0)],
            Rows = rows,
            Changes = WeeklyChanges.Compose(writing),
            Actions = actions,
            Team = WeeklyTable.Compose(writing),
            Trend = WeeklyTrend.Compose(writing),
            Footer = new DigestFooter
            {
                AsOf = FooterWords.AsOf(writing),
                Coverage = FooterWords.Coverage(writing),
                Method = writing.Wording.Say(InsightKeys.MethodWeekly, InsightValue.Key("season", figures.SeasonalSignals ? InsightKeys.SeasonOn : InsightKeys.SeasonOff)),
                Why = FooterWords.Why(writing, "digest.weekly"),
                Unsubscribe = DigestText.SafeAddress(audience.Unsubscribe) ?? "",
                Sender = FooterWords.Sender(writing, address),
            },
        };
    }
}
