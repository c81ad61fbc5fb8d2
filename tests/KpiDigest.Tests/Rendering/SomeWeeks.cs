using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;
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
        SomeFigures.Weekly(new Scope(ScopeKind.Rep, "r1", "Björn Lindqvist"), 0), QuarterEnded(), First(), Signals(), LowCover(), Unchanged(), Empty(),
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

    /// <summary>A week of signals, with all that the first screen can show.</summary>
    public static DigestFigures Signals()
    {
        var figures = SomeFigures.Weekly();
        var won = SomeFigures.Won(420_000, 1_420_000, 4) with
        {
            Signal = SignalNames.Low,
            Range = SomeFigures.Normal,
            Parts = [new("count", 4), new("effects", null) { Parts = [new("closed", -91_300), new("winRate", -842_400), new("averageDeal", -66_300)] }],
        };
        return figures with
        {
            Results = new Dictionary<string, KpiResult>(figures.Results)
            {
                ["won-revenue"] = won,
                ["win-rate"] = SomeFigures.WinRate(4, 20, 178, 330) with { Signal = SignalNames.Low, Range = new KpiRange(0.6m, 0.29m, 0.91m) },
                ["pipeline-created"] = Plain("pipeline-created", KpiUnit.Currency, 3_100_000) with { Signal = SignalNames.None, Range = new KpiRange(3_000_000, 2_000_000, 4_000_000) },
                ["target-achievement"] = Landing(SomeFigures.Achievement(13_840_000, 15_400_000, 0.94m)),
                ["slippage"] = Plain("slippage", KpiUnit.Ratio, 0.24m, new KpiPart("amount", 1_910_000)) with { Numerator = 29, Denominator = 121, Period = SomeFigures.Quarter, ToDate = true },
                ["coaching-hours"] = Plain("coaching-hours", KpiUnit.Hours, 2.4m, new KpiPart("coachedShare", 0.7m), new KpiPart("coached", 7)) with { Denominator = 10 },
                ["needs-help"] = Plain("needs-help", KpiUnit.Ratio, 0.4m, new KpiPart("bar", 0.482m), new KpiPart("tooFew", 2), new KpiPart("named", null)
                {
                    Rows = [Named("r2", 3, 21, 0.001m, "still"), Named("r4", 5, 24, 0.006m, "new"), Named("r7", 6, 25, 0.014m, "new"), Named("r1", 6, 24, 0.02m, "still")],
                }),
            },
            Deals =
            [
                new(DealRole.Won, 4, 420_000, [SomeFigures.Deal("1", 210_000), SomeFigures.Deal("2", 94_000)]),
                new(DealRole.Lost, 20, 1_902_000, [SomeFigures.Deal("4", 450_000), SomeFigures.Deal("5", 290_200)]),
                .. figures.Deals.Where(d => d.Role is not (DealRole.Won or DealRole.Lost)),
            ],
            RateMove = new RateMove(0.64m, 0.539m, new(-0.074m, -0.021m, -0.006m), 0.02),
            Trends = new Dictionary<string, IReadOnlyList<TrendPoint>>(figures.Trends)
            {
                ["won-revenue"] = [.. figures.Trend("won-revenue").SkipLast(1), new TrendPoint(SomeFigures.Week, won)],
            },
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

    private static KpiResult Landing(KpiResult target) => target with { Parts = [.. target.Parts, new("low80", 14_310_000), new("high80", 15_120_000)] };

    private static KpiResult Plain(string kpi, KpiUnit unit, decimal value, params KpiPart[] parts) =>
        new() { Kpi = kpi, Unit = unit, Status = KpiStatus.Ok, Value = value, Period = SomeFigures.Week, Parts = [.. parts] };

    private static KpiPart Named(string rep, int won, int closed, decimal p, string state) => new("row", null)
    {
        Parts = [new("rep", null) { Text = rep }, new("won", won), new("closed", closed), new("p", p), new("state", null) { Text = state }],
    };

    private static DigestFigures Changed(string kpi, KpiResult result)
    {
        var figures = SomeFigures.Weekly();
        return figures with { Results = new Dictionary<string, KpiResult>(figures.Results) { [kpi] = result } };
    }
}
