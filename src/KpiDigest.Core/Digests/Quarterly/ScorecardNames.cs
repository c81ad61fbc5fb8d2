using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>How the scorecard calls figures and quarters, and how it says that something is missing.</summary>
internal static class ScorecardNames
{
    public const string Dash = "–";

    public static string Of(DigestWriting writing, string kpi) => KpiCatalogue.Find(kpi) is null ? kpi : writing.Wording.Say(ScorecardKeys.KpiName + kpi);

    public static string Of(DigestWriting writing, KpiResult result) => result != writing.Figures.NextCoverage ? Of(writing, result.Kpi)
        : writing.Wording.Say(ScorecardKeys.Cover, Words("quarter", result.Period is { } quarter ? writing.QuarterName(quarter) : ""));

    /// <summary>"Q4 17", for the foot of a column.</summary>
    public static string Short(Period quarter) => quarter.Label.Split('-') is [var year, var number] && year.Length == 4 ? $"{number} {year[2..]}" : quarter.Label;

    /// <summary>Figures without data with the reason; one reason is said once.</summary>
    public static IReadOnlyList<string> Gaps(DigestWriting writing, IEnumerable<KpiResult> results) => [.. results.Where(r => r.Value is null)
        .GroupBy(writing.Missing)
        .Select(g => writing.Wording.Say(ScorecardKeys.Gap, Words("names", writing.Wording.Join(g.Select(r => Of(writing, r)))), Words("reason", g.Key)))];

    public static IEnumerable<KpiResult> Results(DigestWriting writing, IEnumerable<string> kpis) => kpis.Select(writing.Figures.Result).OfType<KpiResult>();

    /// <summary>A part of a result by a path of two names.</summary>
    public static KpiPart? Part(KpiResult? result, string name) => result?.Parts.FirstOrDefault(p => p.Name == name);

    public static decimal? Inner(KpiPart? part, string name) => part is null || part.Parts.IsDefault ? null : part.Parts.FirstOrDefault(p => p.Name == name)?.Value;

    public static string InnerText(KpiPart part, string name) => part.Parts.IsDefault ? "" : part.Parts.FirstOrDefault(p => p.Name == name)?.Text ?? "";
}
