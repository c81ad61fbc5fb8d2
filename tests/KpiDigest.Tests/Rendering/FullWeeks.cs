using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Signals;

namespace KpiDigest.Tests.Rendering;

/// <summary>Weeks with all five figures of the first screen.</summary>
internal static class FullWeeks
{
    /// <summary>A normal week of a team.</summary>
    public static DigestFigures Team(int children = 10)
    {
        var figures = SomeFigures.Weekly(children: children);
        return WithWeekBefore(
            With(figures, Target(0.94m), Slippage(0.24m, 29, 121, 1_910_000), Coaching(Math.Min(children, 7), Math.Max(children, 1))),
            Target(0.93m), SomeFigures.Coverage(3.0m, 3.1m), Slippage(0.22m, 25, 114, 1_640_000));
    }

    /// <summary>A normal week of the company: six teams, and owners without one.</summary>
    public static DigestFigures Company()
    {
        var figures = SomeFigures.Weekly(Scope.Company, 6);
        var children = WithTeams(figures).Children;
        return WithWeekBefore(
            With(figures, Target(1.03m), Slippage(0.17m, 80, 470, 3_240_000), OnPace(31, 52)),
            Target(1.01m), SomeFigures.Coverage(2.6m, 3.1m), Slippage(0.18m, 83, 462, 3_140_000)) with
        {
            Children = [.. children, children[0] with { Scope = Scope.Unassigned }],
        };
    }

    private static DigestFigures WithTeams(DigestFigures figures)
    {
        string[] teams = ["EMEA North", "EMEA South", "Iberia", "Nordics", "Public sector", "United Kingdom"];
        return figures with { Children = [.. figures.Children.Select((c, i) => c with { Scope = new Scope(ScopeKind.Team, "t" + i, teams[i]) })] };
    }

    /// <summary>A normal week of one rep.</summary>
    public static DigestFigures Rep(Scope rep)
    {
        var figures = SomeFigures.Weekly(rep, 0);
        var won = SomeFigures.Won(64_000, 51_000, 2);
        return With(figures, won, Small(Target(0.91m)), Small(SomeFigures.Coverage(2.8m, 3.1m)), Slippage(0.12m, 3, 25, 91_000), SomeFigures.Stale(4, 0.17m, 57_000, 3), SomeFigures.WinRate(2, 1, 18, 30)) with
        {
            Trends = new Dictionary<string, IReadOnlyList<TrendPoint>>(figures.Trends)
            {
                ["won-revenue"] = [.. figures.Trend("won-revenue").SkipLast(1).Select(p => new TrendPoint(p.Period, Small(p.Result))), new TrendPoint(SomeFigures.Week, won)],
            },
            Deals =
            [
                new(DealRole.Won, 2, 64_000, [SomeFigures.Deal("1", 43_000), SomeFigures.Deal("2", 21_000)]),
                new(DealRole.Lost, 1, 9_200, [SomeFigures.Deal("5", 9_200)]),
                new(DealRole.Overdue, 1, 21_000, [SomeFigures.Deal("7", 21_000, new NodaTime.LocalDate(2017, 12, 12))]),
                new(DealRole.DueSoon, 2, 105_000, [SomeFigures.Deal("10", 64_000, new NodaTime.LocalDate(2017, 12, 28)), SomeFigures.Deal("11", 41_000, new NodaTime.LocalDate(2018, 1, 4))]),
            ],
        };
    }

    /// <summary>All as it was the week before; nothing closed and nothing to do.</summary>
    public static DigestFigures Unchanged()
    {
        var figures = Team();
        var won = SomeFigures.Won(1_000_000, 1_000_000, 12) with { Signal = SignalNames.None, Range = SomeFigures.Normal };
        return WithWeekBefore(
            With(figures, won, SomeFigures.Coverage(3.1m, 3.1m), Same(Target(1.0m)), Same(Slippage(0.1m, 12, 121, 800_000)), SomeFigures.Stale(12, 0.05m, 300_000, 12)),
            Target(1.0m), SomeFigures.Coverage(3.1m, 3.1m), Slippage(0.1m, 12, 121, 800_000)) with
        {
            Deals = [],
            Trends = new Dictionary<string, IReadOnlyList<TrendPoint>>
            {
                ["won-revenue"] = [.. figures.Trend("won-revenue").Select(p => new TrendPoint(p.Period, won with { Period = p.Period }))],
                ["win-rate"] = [.. figures.Trend("win-rate").Select(p => new TrendPoint(p.Period, SomeFigures.WinRate(15, 10, 0, 0) with { Period = p.Period }))],
            },
        };
    }

    /// <summary>A week in which every verdict is red.</summary>
    public static DigestFigures AllRed()
    {
        var figures = SomeWeeks.Signals();
        var behind = figures.Children.Select((c, i) => c with
        {
            Results = new Dictionary<string, KpiResult>(c.Results)
            {
                ["target-achievement"] = SomeFigures.Achievement(300_000 + (i * 37_000), 1_500_000, 0.21m + (i * 0.025m)),
                ["pipeline-coverage"] = SomeFigures.Coverage(0.4m + (i * 0.1m), 1.9m),
            },
        });
        return With(
            figures,
            SomeFigures.Achievement(7_210_000, 15_400_000, 0.49m) with { Parts = [new("pace", 0.49m), new("low80", 8_100_000), new("high80", 9_400_000)] },
            SomeFigures.Coverage(0.6m, 1.6m), Slippage(0.48m, 58, 121, 4_910_000), Coaching(1, 10)) with
        {
            Children = [.. behind],
        };
    }

    /// <summary>A week whose CRM was not heard of to the end.</summary>
    public static DigestFigures Late() => With(
        Team(),
        Team().Results["win-rate"] with { Status = KpiStatus.Partial, Reason = "deals are known until Dec 23 only" },
        Missing("coaching-hours", "calls were last synced on 2017-12-16 23:10"));

    /// <summary>A company without its quota file and its coaching sheet.</summary>
    public static DigestFigures WithoutFiles() => With(
        WithTeams(SomeFigures.Weekly(Scope.Company, 6, quota: false)),
        Missing("target-achievement", "no quota covers the company in 2017-Q4: set goals in the CRM or add rows to the quotas file"),
        Missing("pipeline-coverage", "no quota covers the company in 2017-Q4: set goals in the CRM or add rows to the quotas file"),
        Slippage(0.17m, 80, 470, 3_240_000),
        Missing("quota-attainment", "no quota covers the company in 2017-Q4: set goals in the CRM or add rows to the quotas file"));

    /// <summary>What was known a week before of the running quarter.</summary>
    private static DigestFigures WithWeekBefore(DigestFigures figures, params KpiResult[] results) => figures with { WeekBefore = results.ToDictionary(r => r.Kpi) };

    public static DigestFigures With(DigestFigures figures, params KpiResult[] results)
    {
        var all = new Dictionary<string, KpiResult>(figures.Results);
        foreach (var result in results) all[result.Kpi] = result;
        return figures with { Results = all };
    }

    public static KpiResult Target(decimal pace)
    {
        var target = SomeFigures.Achievement(13_840_000, 15_400_000, pace);
        return target with { Parts = [.. target.Parts, new("low80", 14_310_000), new("high80", 15_920_000)] };
    }

    public static KpiResult Slippage(decimal share, int slipped, int due, decimal amount) => new()
    {
        Kpi = "slippage",
        Unit = KpiUnit.Ratio,
        Status = KpiStatus.Ok,
        Value = share,
        Numerator = slipped,
        Denominator = due,
        Period = SomeFigures.Quarter,
        ToDate = true,
        Previous = new KpiComparison(SomeFigures.Calendar.Previous(SomeFigures.Quarter), share - 0.03m, 0.03m, true),
        Parts = [new("amount", amount)],
    };

    public static KpiResult Coaching(int coached, int reps) => new()
    {
        Kpi = "coaching-hours",
        Unit = KpiUnit.Hours,
        Status = KpiStatus.Ok,
        Value = 2.4m,
        Denominator = reps,
        Period = SomeFigures.Week,
        Parts = [new("coachedShare", (decimal)coached / reps), new("coached", coached)],
    };

    public static KpiResult OnPace(int onPace, int reps) => new()
    {
        Kpi = "quota-attainment",
        Unit = KpiUnit.Ratio,
        Status = KpiStatus.Ok,
        Value = 0.3m,
        Denominator = reps,
        Period = SomeFigures.Quarter,
        ToDate = true,
        Parts = [new("onPace", onPace)],
    };

    /// <summary>As large as one of twenty reps.</summary>
    private static KpiResult Small(KpiResult result) => result with
    {
        Value = result.Unit == KpiUnit.Currency ? result.Value / 20 : result.Value,
        Numerator = result.Numerator / 20,
        Denominator = result.Denominator / 20,
        Parts = [.. result.Parts.Select(p => p.Name is "low80" or "high80" or "open" or "remaining" ? p with { Value = p.Value / 20 } : p)],
    };

    private static KpiResult Same(KpiResult result) => result with { Previous = result.Previous! with { Value = result.Value, Change = 0 } };

    private static KpiResult Missing(string kpi, string reason) => new() { Kpi = kpi, Unit = KpiUnit.Hours, Status = KpiStatus.NoData, Reason = reason, Period = SomeFigures.Week };
}
