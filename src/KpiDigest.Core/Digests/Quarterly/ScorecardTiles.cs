using KpiDigest.Core.Digests.Charts;
using KpiDigest.Core.Kpis;
using static KpiDigest.Core.Insights.InsightValue;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>The figures of page one.</summary>
internal static class ScorecardTiles
{
    private const int Most = 8;

    // The catalogue's tiles (section 4), then what takes the place of those without data.
    private static readonly string[] Order =
    [
        KpiIds.TargetAchievement, KpiIds.ForecastAccuracy, KpiIds.QuotaAttainment, KpiIds.WinRate, KpiIds.AverageDeal, KpiIds.NeedsHelp, KpiIds.RepRetention,
        KpiIds.WonRevenue, KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.WinRateValue,
    ];

    // Figures of which a word is said where they have no data; the others need a source that not everybody has.
    private static readonly string[] Expected =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.ForecastAccuracy, KpiIds.WinRate, KpiIds.AverageDeal, KpiIds.SalesCycle,
        KpiIds.NeedsHelp, KpiIds.RepRetention,
    ];

    /// <summary>Tiles with data, at most eight; next quarter's cover takes the last place where it has a value.</summary>
    public static IReadOnlyList<ScorecardTile> Tiles(DigestWriting writing)
    {
        var tiles = ScorecardNames.Results(writing, Order).Where(r => r.Value is not null).Select(r => Tile(writing, r)).Take(Most).ToList();
        if (writing.Figures.NextCoverage is { } next && (next.Value is not null || StatusBands.IsQuotaMet(next)))
            tiles = [.. tiles.Take(Most - 1), NextCover(writing, next)];
        return tiles;
    }

    /// <summary>Figures of page one without data, with the reason.</summary>
    public static IReadOnlyList<string> Missing(DigestWriting writing) => ScorecardNames.Gaps(writing, ScorecardNames.Results(writing, Expected)
        .Concat(writing.Figures.NextCoverage is { } next && !StatusBands.IsQuotaMet(next) ? [next] : []));

    /// <summary>Objectives n of m, net revenue retention or churn, and what a new customer cost.</summary>
    public static IReadOnlyList<FactLine> Strip(DigestWriting writing)
    {
        var lines = new List<FactLine>();
        if (writing.Figures.Result(KpiIds.Objectives) is { Value: not null, Numerator: { } on, Denominator: { } known })
            lines.Add(Line(ScorecardNames.Of(writing, KpiIds.Objectives), writing.Wording.Say(ScorecardKeys.OnTrack, Count("on", on), Count("count", known)), "", DigestStatus.None("")));
        if (writing.Figures.Result(KpiIds.ChurnRate) is { } churn)
        {
            if (churn.Part("nrr") is { } nrr) lines.Add(Line(writing.Wording.Say(ScorecardKeys.Nrr), writing.Format.Percent(nrr), "", writing.Bands.Nrr.Of(nrr)));
            else if (churn.Value is { } lost) lines.Add(Line(ScorecardNames.Of(writing, KpiIds.ChurnRate), writing.Format.Percent(lost), Versus(writing, churn), DigestStatus.None("")));
        }

        if (writing.Figures.Result(KpiIds.Cac) is { Value: { } cost } cac)
            lines.Add(Line(ScorecardNames.Of(writing, KpiIds.Cac), writing.Format.Money(cost), Versus(writing, cac), DigestStatus.None("")));
        return lines;
    }

    public static string Change(DigestWriting writing, KpiResult result, KpiComparison? other) =>
        result.Value is not { } value || other?.Value is not { } before ? writing.Wording.Say(ScorecardKeys.NotKnown)
        : result.Unit == KpiUnit.Ratio ? Points(writing, value - before)
        : (before == 0 ? "" : DigestWriting.Arrow(value - before)) + writing.Relative(other, value);

    public static string Points(DigestWriting writing, decimal change) => DigestWriting.Arrow(Math.Round(change, 3)) + writing.Format.Points(change);

    /// <summary>Columns of up to eight quarters; null: fewer than two.</summary>
    public static Sparkline? Spark(DigestWriting writing, string kpi, bool labelled)
    {
        var points = writing.Figures.Trend(kpi);
        if (points.Count(p => p.Result.Value is not null) < 2) return null;
        var values = points.Select(p => p.Result.Value).ToList();
        return labelled ? new Sparkline(values, ScorecardNames.Short(points[0].Period), ScorecardNames.Short(points[^1].Period)) : new Sparkline(values);
    }

    private static FactLine Line(string name, string value, string detail, DigestStatus status) => new(name, value, detail, status, status.Tone != "muted");

    private static ScorecardTile Tile(DigestWriting writing, KpiResult result)
    {
        var status = writing.Bands.Of(result);
        return new ScorecardTile
        {
            Name = ScorecardNames.Of(writing, result),
            Value = writing.Value(result, result.Value!.Value),
            Detail = ScorecardDetails.Of(writing, result),
            Plan = Plan(writing, result),
            YearAgo = Versus(writing, result),
            Status = status,
            HasStatus = status.Tone != "muted",
            Spark = Spark(writing, result.Kpi, labelled: true),
        };
    }

    private static ScorecardTile NextCover(DigestWriting writing, KpiResult next) => new()
    {
        Name = ScorecardNames.Of(writing, next),
        Value = next.Value is { } value ? writing.Format.Multiple(value) : writing.Bands.OfCoverage(next).Word,
        Detail = next.Part("open") is { } open && next.Part("remaining") is { } remaining && next.Value is not null
            ? writing.Wording.Say(ScorecardKeys.OpenToWin, Money("open", open), Money("remaining", remaining)) : "",
        Plan = next.Value is { } cover ? Plan(writing, writing.Format.Multiple(writing.Bands.Required(next)), Signed(writing, cover - writing.Bands.Required(next))) : "",
        YearAgo = next.YearAgo is { Value: { } before } year
            ? writing.Wording.Say(ScorecardKeys.YearAgo, Quarter(year.Period), Words("value", writing.Format.Multiple(before)), Words("change", Signed(writing, (next.Value ?? before) - before))) : "",
        Status = writing.Bands.OfCoverage(next),
        HasStatus = true,
        Spark = null,
    };

    private static string Plan(DigestWriting writing, KpiResult result) => writing.Bands.BandOf(result) is { } band && result.Value is { } value
        ? Plan(writing, writing.Value(result, band.Green), Points(writing, value - band.Green))
        : writing.Wording.Say(ScorecardKeys.NoTarget);

    private static string Plan(DigestWriting writing, string target, string change) => writing.Wording.Say(ScorecardKeys.Plan, Words("target", target), Words("change", change));

    private static string Signed(DigestWriting writing, decimal change) =>
        DigestWriting.Arrow(Math.Round(change, 1)) + (Math.Round(change, 1) > 0 ? "+" : "") + writing.Format.Multiple(change);

    private static string Versus(DigestWriting writing, KpiResult result) => result.YearAgo is not { } other ? ""
        : other.Value is { } before
            ? writing.Wording.Say(ScorecardKeys.YearAgo, Quarter(other.Period), Words("value", writing.Value(result, before)), Words("change", Change(writing, result, other)))
            : writing.Wording.Say(ScorecardKeys.YearAgoMissing, Quarter(other.Period));
}
