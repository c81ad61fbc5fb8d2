using System.Globalization;
using KpiDigest.Core.Insights;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>What stands on top of a digest that takes the place of one sent before: the headline numbers, as they were and as they are.</summary>
internal static class CorrectionNotes
{
    private const string Value = "value";

    // A week's win rate is shown over 13 weeks.
    private static readonly (string Kpi, string Part)[] Weekly =
    [
        (KpiIds.WonRevenue, Value), (KpiIds.TargetAchievement, Value), (KpiIds.PipelineCoverage, Value), (KpiIds.WinRate, "trailing13w.value"), (KpiIds.Slippage, Value),
        (KpiIds.StaleDeals, Value),
    ];

    private static readonly (string Kpi, string Part)[] Quarterly =
    [
        (KpiIds.WonRevenue, Value), (KpiIds.TargetAchievement, Value), (KpiIds.ForecastAccuracy, Value), (KpiIds.QuotaAttainment, Value), (KpiIds.WinRate, Value),
        (KpiIds.AverageDeal, Value), (KpiIds.SalesCycle, Value),
    ];

    /// <summary>Empty where nothing is corrected.</summary>
    public static IEnumerable<string> Of(DigestWriting writing)
    {
        var figures = writing.Figures;
        if (writing.Audience.Before.Count == 0) return [];
        var before = writing.Audience.Before.ToDictionary(n => n.Key, n => n.Text);
        var changed = (figures.Template == "weekly" ? Weekly : Quarterly)
            .Select(headline => Changed(writing, headline.Kpi, headline.Part, before)).OfType<string>().ToList();
        return [writing.Wording.Say(changed.Count > 0 ? InsightKeys.Corrected : InsightKeys.CorrectedBelow), .. changed];
    }

    private static string? Changed(DigestWriting writing, string kpi, string path, Dictionary<(string, string, string, string), string> before)
    {
        if (writing.Figures.Result(kpi) is not { } result) return null;
        var key = (DigestNumber.ScopeText(writing.Figures.Scope), kpi, (result.Period ?? writing.Figures.Period).Key, path);
        if (!before.TryGetValue(key, out var text)) return null;
        var (old, now) = (Number(text), path == Value ? result.Value : Part(result, path));
        if (old == now) return null;
        // A difference that rounding hides is no news.
        var (was, becomes) = (Shown(writing, result, old), Shown(writing, result, now));
        return was == becomes ? null : writing.Wording.Say(InsightKeys.CorrectedNumber, InsightValue.KpiName(kpi), InsightValue.Words("old", was), InsightValue.Words("new", becomes));
    }

    private static string Shown(DigestWriting writing, KpiResult result, decimal? value) => value is { } number ? writing.Value(result, number) : "–";

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Part(KpiResult result, string path)
    {
        var parts = result.Parts;
        KpiPart? found = null;
        foreach (var name in path.Split('.'))
        {
            found = parts.IsDefault ? null : parts.FirstOrDefault(p => p.Name == name);
            if (found is null) return null;
            parts = found.Parts;
        }

        return found?.Value;
    }
}
