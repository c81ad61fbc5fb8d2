using KpiDigest.Core.Digests;

namespace KpiDigest.Core.Insights.Rules;

/// <summary>Headline, third: the pipeline cover is newly red.</summary>
internal sealed class CoverageHeadline : IInsightRule
{
    public IEnumerable<Insight> Find(DigestFigures figures)
    {
        var now = figures.Result(KpiIds.PipelineCoverage);
        if (!figures.Bands.OfCoverage(now).IsBad || figures.Bands.OfCoverage(figures.SameQuarterBefore(KpiIds.PipelineCoverage)).IsBad) return [];
        return
        [
            new Insight(InsightKeys.CoverageRed, KpiIds.PipelineCoverage)
            {
                Direction = -1,
                Values = [InsightValue.Quarter(figures.Quarter), InsightValue.Multiple("cover", now!.Value!.Value), InsightValue.Multiple("required", figures.Bands.Required(now))],
            },
        ];
    }
}
