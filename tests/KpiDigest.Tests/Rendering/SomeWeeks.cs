using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Store;

namespace KpiDigest.Tests.Rendering;

/// <summary>Weeks out of the ordinary.</summary>
internal static class SomeWeeks
{
    /// <summary>A name that tries everything.</summary>
    public const string Hostile = "<script>alert('x')</script> & \"q\" {{subject}} {{{raw}}}\r\nBcc: all@example.com \u202Egnp.exe שלום";

    public static IEnumerable<DigestFigures> All() =>
    [
        SomeFigures.Weekly(), SomeFigures.Weekly(Scope.Company, 6), SomeFigures.Weekly(quota: false), SomeFigures.Weekly(children: 60),
        SomeFigures.Weekly(new Scope(ScopeKind.Rep, "r1", "Björn Lindqvist"), 0), QuarterEnded(), First(), LowCover(), Unchanged(), Empty(),
    ];

    public static DigestFigures QuarterEnded()
    {
        var figures = SomeFigures.Weekly();
        return figures with
        {
            Results = new Dictionary<string, KpiResult>(figures.Results)
            {
                ["target-achievement"] = SomeFigures.Achievement(15_120_000, 15_400_000, 0.98m, false),
            },
            Ended = new EndedQuarter(
                SomeFigures.Quarter,
                SomeFigures.Won(15_120_000, 14_600_000, 130, SomeFigures.Calendar.Previous(SomeFigures.Quarter)),
                SomeFigures.Achievement(15_120_000, 15_400_000, 0.98m, false)),
        };
    }

    public static DigestFigures First()
    {
        var figures = SomeFigures.Weekly();
        var results = figures.Results.ToDictionary(r => r.Key, r => r.Value with { Previous = null });
        results["won-revenue"] = SomeFigures.Won(84_000, null, 3);
        results["win-rate"] = SomeFigures.WinRate(3, 1, 3, 4);
        return figures with
        {
            Results = results,
            Trends = figures.Trends.ToDictionary(t => t.Key, t => (IReadOnlyList<TrendPoint>)[new(SomeFigures.Week, results[t.Key])]),
            Deals = [new(DealRole.Won, 3, 84_000, [SomeFigures.Deal("1", 50_000)]), new(DealRole.Lost, 1, 0, [SomeFigures.Deal("6", null)])],
        };
    }

    public static DigestFigures LowCover() => Changed("pipeline-coverage", SomeFigures.Coverage(1.2m, 1.6m));

    public static DigestFigures Unchanged() => Changed("won-revenue", SomeFigures.Won(1_000_000, 1_000_000, 12));

    /// <summary>A week in which nothing is known: every KPI without data.</summary>
    public static DigestFigures Empty()
    {
        var figures = SomeFigures.Weekly(children: 0);
        return figures with
        {
            Results = figures.Results.ToDictionary(r => r.Key, r => new KpiResult { Kpi = r.Key, Unit = r.Value.Unit, Status = KpiStatus.NoData, Reason = "deals were never synced" }),
            Trends = new Dictionary<string, IReadOnlyList<TrendPoint>>(),
            QuarterWon = null,
            Deals = [],
        };
    }

    /// <summary>Every name that can come from the CRM is hostile.</summary>
    public static (DigestFigures Figures, Dictionary<(FactKind Kind, string Id), RecordName> Names, DigestAudience Audience) AllHostile()
    {
        var figures = SomeFigures.Weekly(new Scope(ScopeKind.Team, "7", Hostile));
        return (
            figures with
            {
                Children = [.. figures.Children.Select(c => c with { Scope = c.Scope with { Name = Hostile + c.Scope.Id } })],
                Coverage = figures.Coverage with { LeftOut = [(Hostile, 3)], MissingRates = [(Hostile, 1)] },
            },
            SomeFigures.RecordNames().ToDictionary(n => n.Key, n => new RecordName(Hostile, "javascript:alert(1)")),
            SomeFigures.Audience("en-US", Hostile) with { Company = Hostile, Source = Hostile, Name = Hostile });
    }

    private static DigestFigures Changed(string kpi, KpiResult result)
    {
        var figures = SomeFigures.Weekly();
        return figures with { Results = new Dictionary<string, KpiResult>(figures.Results) { [kpi] = result } };
    }
}
