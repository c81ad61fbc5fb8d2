using KpiDigest.Core.Facts;
using KpiDigest.Core.Periods;

namespace KpiDigest.Core.Kpis;

/// <summary><c>website-traffic</c>: sessions of the period, and the leads the website itself counted beside them.</summary>
internal sealed class WebsiteTraffic : IKpi
{
    public string Id => "website-traffic";

    public string Name => "Website traffic";

    public string Definition => "The number of sessions on the website, as the traffic file counts them.";

    public string Formula => "Σ sessions";

    public KpiUnit Unit => KpiUnit.Count;

    public bool IsMultiple => false;

    public bool? HigherIsBetter => true;

    public IReadOnlyList<ScopeKind> Levels { get; } = [ScopeKind.Company];

    public IReadOnlyList<PeriodKind> Cadences { get; } = [PeriodKind.Week, PeriodKind.Quarter];

    public IReadOnlyList<FactKind> Needs => [FactKind.Traffic];

    public KpiResult Compute(KpiInput input)
    {
        var file = input.Facts.Supplements.Traffic;
        var rows = file.Where(r => r.Date >= input.Period.Start && r.Date < input.Until && r.Date.AtStartOfDayInZone(input.Facts.Calendar.Zone).ToInstant() < input.AsOf).ToList();
        var (first, last) = (file.Min(r => r.Date), file.Max(r => r.Date));
        if (rows.Count == 0 && (last < input.Period.Start || first >= input.Until))
            return KpiResult.NoData(this, $"traffic.csv holds no day of {input.Period.Label}: it goes from {first:uuuu'-'MM'-'dd} to {last:uuuu'-'MM'-'dd}");
        foreach (var row in rows.OrderBy(r => r.Id, StringComparer.Ordinal)) input.Report(FactKind.Traffic, row.Id, "term", row.Sessions);
        return KpiResult.Of(this, rows.Sum(r => (decimal)r.Sessions)) with
        {
            Status = last < input.Gone.PlusDays(-1) ? KpiStatus.Partial : KpiStatus.Ok,
            Reason = last < input.Gone.PlusDays(-1) ? $"traffic.csv ends on {last:uuuu'-'MM'-'dd}" : null,
            Parts =
            [
                new KpiPart("leads", rows.Sum(r => (decimal)r.Leads)),
                new KpiPart("leadRate", LeadRate(rows)),
                KpiPart.List("bySource", rows.GroupBy(r => r.Source, StringComparer.Ordinal).OrderByDescending(s => s.Sum(r => r.Sessions)).ThenBy(s => s.Key, StringComparer.Ordinal)
                    .Select(s => KpiPart.Row(KpiPart.Of("source", s.Key), new KpiPart("sessions", s.Sum(r => (decimal)r.Sessions)), new KpiPart("leads", s.Sum(r => (decimal)r.Leads)), new KpiPart("leadRate", LeadRate([.. s]))))),
            ],
        };
    }

    /// <summary>The file's own leads ÷ the sessions beside them; null without sessions.</summary>
    private static decimal? LeadRate(List<Traffic> rows)
    {
        var sessions = rows.Sum(r => (decimal)r.Sessions);
        return sessions == 0 ? null : rows.Sum(r => (decimal)r.Leads) / sessions;
    }
}
