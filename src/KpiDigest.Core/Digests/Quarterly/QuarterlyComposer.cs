using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>Figures → what the quarterly templates read. Deterministic, as the weekly composer is.</summary>
public static class QuarterlyComposer
{
    private const int DealsShown = 3;
    private const int ManyRows = 12;

    /// <summary>Composes the scorecard.</summary>
    /// <param name="figures">Figures of one scope and quarter.</param>
    /// <param name="names">Names and links of the records in <see cref="DigestFiguresBuilder.RecordsToName"/>; missing ones are shown by id.</param>
    /// <param name="audience">For whom.</param>
    /// <param name="address">Postal address for the footer; may be empty.</param>
    /// <param name="paper"><c>A4</c> or <c>Letter</c>.</param>
    public static QuarterlyScorecard Compose(
        DigestFigures figures,
        IReadOnlyDictionary<(FactKind Kind, string Id), NamedRecord> names,
        DigestAudience audience,
        string address = "",
        string paper = "A4")
    {
        var writing = new DigestWriting(figures, names, audience);
        var tiles = ScorecardTiles.Tiles(writing);
        var performance = ScorecardPerformance.Rows(writing);
        var trend = figures.Trend(KpiIds.WonRevenue);
        var name = writing.QuarterName(figures.Quarter);
        var drivers = ScorecardDrivers.All(writing);
        var page = ScorecardWords.Page(writing);
        return new QuarterlyScorecard
        {
            Subject = DigestSubject.Of(writing, ScorecardWords.Subject(writing)),
            Preheader = ScorecardWords.Preheader(writing, tiles),
            Company = writing.Company,
            Scope = writing.ScopeName,
            Quarter = name,
            Eyebrow = $"{name}: {writing.Format.Range(figures.Quarter)}",
            Headline = ScorecardWords.Headline(writing),
            Notes = [.. CorrectionNotes.Of(writing), .. audience.Notes.Select(writing.Reasons.Say).Where(n => n.Length > 0)],
            Paper = paper == "Letter" ? "Letter" : "A4",
            IsLetter = paper == "Letter",
            RunningTitle = writing.Wording.Say(ScorecardKeys.Running, Quarter(figures.Quarter)),
            RunningFoot = string.Join(" · ", new[] { writing.Company, writing.Wording.Say(ScorecardKeys.Confidential) }.Where(t => t.Length > 0)),
            PageBefore = page[0],
            PageBetween = page[1],
            PageAfter = page[2],
            FileName = FileName(figures.Quarter),
            Tiles = tiles,
            TileColumns = tiles.Count switch { <= 5 => Math.Max(1, tiles.Count), 6 => 3, _ => 4 },
            Strip = ScorecardTiles.Strip(writing),
            Missing = ScorecardTiles.Missing(writing),
            Revenue = ScorecardCharts.Revenue(writing),
            Wins = Deals(writing, DealRole.Won),
            Losses = Deals(writing, DealRole.Lost),
            Risks = Deals(writing, figures.DealsOf(DealRole.Overdue) is null ? DealRole.Stale : DealRole.Overdue),
            Performance = performance,
            PerformanceTitle = ScorecardPerformance.Title(writing, performance),
            TrendRange = trend.Count > 1 ? $"{ScorecardNames.Short(trend[0].Period)} – {ScorecardNames.Short(trend[^1].Period)}" : "",
            Teams = ScorecardTeams.Compose(writing),
            Bridge = ScorecardDrivers.Bridge(writing),
            Drivers = drivers,
            IsShort = drivers.Count == 0 || figures.Children.Count == 0,
            Open = figures.Children.Count <= ManyRows ? ScorecardDrivers.Open(writing) : null,
            DriverGaps = ScorecardDrivers.Gaps(writing),
            Facts = ScorecardFacts.Tables(writing),
            FactGaps = ScorecardFacts.Gaps(writing),
            ObjectivesTitle = ScorecardPlans.ObjectivesTitle(writing),
            Objectives = ScorecardPlans.Objectives(writing),
            ActionsTitle = ScorecardPlans.ActionsTitle(writing),
            Actions = ScorecardPlans.Actions(writing),
            Comments = ScorecardPlans.Comments(writing),
            Definitions = ScorecardWords.Definitions(writing),
            Rules = ScorecardWords.Rules(writing),
            Footer = new DigestFooter
            {
                AsOf = FooterWords.AsOf(writing),
                Coverage = FooterWords.Coverage(writing),
                Method = writing.Wording.Say(InsightKeys.MethodQuarterly),
                Why = FooterWords.Why(writing, "digest.quarterly"),
                Unsubscribe = DigestText.SafeAddress(audience.Unsubscribe) ?? "",
                Sender = FooterWords.Sender(writing, address),
            },
        };
    }

    /// <summary><c>scorecard-2017-Q4.pdf</c>.</summary>
    public static string FileName(Period quarter) =>
        "scorecard-" + string.Concat(quarter.Label.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')) + ".pdf";

    private static IReadOnlyList<DigestDeal> Deals(DigestWriting writing, DealRole role) =>
        [.. (writing.Figures.DealsOf(role)?.Biggest ?? []).Take(DealsShown).Select(d =>
        {
            var deal = writing.Deal(d);
            var when = role switch
            {
                DealRole.Overdue when d.Date is { } date => writing.Wording.Say(InsightKeys.Due, Words("date", writing.Format.ShortDate(date))),
                DealRole.Stale => writing.Wording.Say(ScorecardKeys.Stale, Count("days", writing.Figures.Rules.StaleAfterDays)),
                _ => "",
            };
            return new DigestDeal(deal.Name, deal.Link, writing.Wording.Join([deal.Amount, when, deal.Owner]));
        })];
}
