using System.Collections.Immutable;
using System.Globalization;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;

namespace KpiDigest.Core.Digests;

/// <summary>Every number of a digest's figures, each once, in a fixed order: what a run freezes and <c>replay</c> computes again.</summary>
public static class DigestNumbers
{
    /// <summary>The numbers of one scope's digest with those of the rows below it.</summary>
    public static IReadOnlyList<DigestNumber> Of(DigestFigures figures)
    {
        var numbers = new Dictionary<(string, string, string, string), DigestNumber>();
        foreach (var number in All(figures)) numbers.TryAdd(number.Key, number);
        return [.. numbers.Values.OrderBy(n => n.Scope, StringComparer.Ordinal).ThenBy(n => n.Kpi, StringComparer.Ordinal)
            .ThenBy(n => n.Period, StringComparer.Ordinal).ThenBy(n => n.Part, StringComparer.Ordinal)];
    }

    private static IEnumerable<DigestNumber> All(DigestFigures figures) =>
        Results(figures.Scope, figures.Results.Values.Append(figures.QuarterWon).Append(figures.NextCoverage).Append(figures.NextAchievement), figures.Period)
            .Concat(figures.Ended is { } ended ? Results(figures.Scope, [ended.Won, ended.Achievement], ended.Quarter) : [])
            .Concat(figures.Children.SelectMany(c => Results(c.Scope, c.Results.Values.Append(c.QuarterWon), figures.Period)))
            .Concat(figures.Trends.Values.SelectMany(t => t).SelectMany(p => Results(figures.Scope, [p.Result], p.Period)))
            .Concat(figures.Deals.SelectMany(g => Deals(figures, g)));

    private static IEnumerable<DigestNumber> Results(Scope scope, IEnumerable<KpiResult?> results, Period asked) =>
        results.OfType<KpiResult>().SelectMany(r => Parts(r).Select(p => new DigestNumber(DigestNumber.ScopeText(scope), r.Kpi, (r.Period ?? asked).Key, p.Name, p.Text)));

    private static IEnumerable<(string Name, string Text)> Parts(KpiResult result) =>
    [
        ("value", Text(result.Value)), ("numerator", Text(result.Numerator)), ("denominator", Text(result.Denominator)),
        ("interval.low", Text(result.Interval?.Low)), ("interval.high", Text(result.Interval?.High)), ("target", Text(result.Target)),
        ("previous", Text(result.Previous?.Value)), ("yearAgo", Text(result.YearAgo?.Value)), ("signal", result.Signal), ("reason", result.Reason ?? ""),
        .. Nested("", result.Parts),
    ];

    private static IEnumerable<(string Name, string Text)> Nested(string path, ImmutableArray<KpiPart> parts) =>
        parts.IsDefault ? [] : parts.SelectMany(part => Part(path + part.Name, part));

    private static IEnumerable<(string Name, string Text)> Part(string path, KpiPart part) =>
        !part.Parts.IsDefault ? Nested(path + ".", part.Parts)
        : !part.Rows.IsDefault ? part.Rows.SelectMany((row, i) => Nested(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]."), row.Parts))
        : !part.Values.IsDefault ? part.Values.Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), Text(value)))
        : [(path, part.Text ?? Text(part.Value))];

    private static IEnumerable<DigestNumber> Deals(DigestFigures figures, DealGroup group)
    {
        var (scope, role) = (DigestNumber.ScopeText(figures.Scope), group.Role.ToString());
        yield return new DigestNumber(scope, "deals", figures.Period.Key, $"{role}.count", Text(group.Count));
        yield return new DigestNumber(scope, "deals", figures.Period.Key, $"{role}.amount", Text(group.Amount));
        foreach (var deal in group.Biggest) yield return new DigestNumber(scope, "deals", figures.Period.Key, $"{role}.{deal.Id}", Text(deal.Amount));
    }

    /// <summary>Unrounded, without trailing zeros.</summary>
    internal static string Text(decimal? value) => value is { } number ? (number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : "";
}
