using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using NodaTime;

namespace KpiDigest.Tests.Rendering;

/// <summary>The quarter of <see cref="SomeQuarter"/> with everything a scorecard can show.</summary>
internal static class FullQuarters
{
    private static readonly Period Quarter = SomeFigures.Quarter;
    private static readonly Period Next = SomeFigures.Calendar.Next(SomeFigures.Quarter);

    public static DigestFigures Company(int teams = 6)
    {
        var figures = SomeQuarter.Quarterly(children: teams);
        return figures with
        {
            Results = Results(figures.Results),
            Trends = Trends(figures.Trends),
            NextAchievement = SomeFigures.Achievement(210_000, 3_000_000, 0.9m) with
            {
                Period = Next,
                Parts = [new("pace", 0.9m), new("landing", 2_700_000), new("low80", 2_410_000), new("high80", 2_950_000), new("goalProbability", 0.08m)],
            },
            Children = [.. figures.Children.Select((c, i) => c with { LeadId = "r" + (i % 10) })],
            Comments =
            [
                new("1", Quarter.Start, Quarter.End, null, "competitive-displacements", "Ada King", "Osprey is the one to watch. A price comparison (\"battle card\") is with marketing."),
                new("2", Quarter.Start, Quarter.End, "t4", "win-rate", "Summer Sewald", "Two hires are still learning; new pipeline comes back in January."),
            ],
            Actions =
            [
                new("1", new LocalDate(2017, 10, 9), "Ada King", "Price comparison with Osprey, one page", new LocalDate(2017, 12, 20), null, "competitive-displacements", "open"),
                new("2", new LocalDate(2017, 12, 18), "Summer Sewald", "One coaching session a rep and fortnight", new LocalDate(2018, 2, 28), "t4", "coaching-hours", "open"),
                new("3", new LocalDate(2017, 10, 2), "Rocco Neubert", "Date every forecast by the customer's budget", new LocalDate(2017, 11, 30), "t3", "forecast-accuracy", "done"),
                new("4", new LocalDate(2017, 11, 6), "Celia Rouche", "Fourth price list", null, "t5", null, "dropped"),
            ],
        };
    }

    /// <summary>Every figure that has a target misses it by far.</summary>
    public static DigestFigures AllRed()
    {
        var figures = Company();
        KpiResult Red(KpiResult result) => StatusBands.Default.BandOf(result) is { } band ? result with { Value = band.LessIsBetter ? band.Amber * 1.6m : band.Amber * 0.6m } : result;
        return figures with
        {
            Results = figures.Results.ToDictionary(r => r.Key, r => Red(r.Value)),
            NextCoverage = SomeFigures.Coverage(0.8m, 1.1m) with { Period = Next },
        };
    }

    /// <summary>A team with its reps, without what only the company has.</summary>
    public static DigestFigures Team()
    {
        var figures = Company() with { Scope = SomeFigures.Team };
        return figures with
        {
            Children = [.. figures.Children.Select((c, i) => c with { Scope = new Scope(ScopeKind.Rep, "r" + i, c.Scope.Name), LeadId = null })],
            Comments = [.. figures.Comments.Skip(1)],
            Actions = [.. figures.Actions.Skip(1).Take(1)],
        };
    }

    private static Dictionary<string, KpiResult> Results(IReadOnlyDictionary<string, KpiResult> plain) => new(plain)
    {
        ["win-rate"] = plain["win-rate"] with { Parts = [new("effects", null) { Parts = [new("within", -0.011m), new("mix", 0.0095m), new("joinedLeft", -0.0020m)] }] },
        ["goal-concentration"] = Ratio("goal-concentration", 0.47m, 0.44m),
        ["forecast-accuracy"] = Ratio("forecast-accuracy", 0.86m, 0.81m) with
        {
            Parts = [new("at12", 0.42m), new("at8", 0.7m), new("at4", 0.86m), new("at1", 0.96m), new("bias12", -0.58m), new("bias8", -0.3m), new("bias4", 0.14m), new("bias1", 0.04m), new("bias", 0.14m)],
        },
        ["slippage"] = Ratio("slippage", 0.28m, 0.21m),
        ["needs-help"] = Ratio("needs-help", 11m / 31m, 0.3m) with { Numerator = 11, Denominator = 31, Parts = [new("bar", 0.49m), new("tooFew", 3)] },
        ["win-rate-gain"] = Ratio("win-rate-gain", 0.021m, -0.01m) with { Parts = [new("reps", 28), new("improving", 16), new("significant", 2)] },
        ["coaching-hours"] = Plain("coaching-hours", KpiUnit.Hours, 1.4m, 1.1m) with { Parts = [new("coachedShare", 0.72m)] },
        ["rep-retention"] = Ratio("rep-retention", 0.91m, 0.94m) with { Parts = [new("leavers", 3)] },
        ["engagement-score"] = Plain("engagement-score", KpiUnit.Score, 7.4m, 7.1m) with
        {
            Parts = [new("enps", null) { Parts = [new("value", 14.29m), new("low", -9.6m), new("high", 38.2m)] }, new("responseRate", 0.81m)],
        },
        ["training-effect"] = Ratio("training-effect", 0.11m, null) with { Parts = [new("participants", 4), new("others", 6), new("low", 0.0086m), new("high", 0.2114m)] },
        ["cross-sell-share"] = Ratio("cross-sell-share", 0.38m, 0.35m) with { Parts = [new("attach", 0.56m)] },
        ["new-large-clients"] = Plain("new-large-clients", KpiUnit.Count, 7, 9) with { Parts = [new("amount", 356_000)] },
        ["competitive-displacements"] = Plain("competitive-displacements", KpiUnit.Count, 37, 38) with { Parts = [new("amount", 797_000)] },
        ["gross-margin"] = Ratio("gross-margin", 0.5m, 0.51m) with { Parts = [new("coverage", 0.87m)] },
        ["churn-rate"] = Ratio("churn-rate", 0.027m, 0.036m) with { Parts = [new("trailing12m", 0.13m), new("grr", 0.97m), new("nrr", 1.02m)] },
        ["cac"] = Plain("cac", KpiUnit.Currency, 15_900, 11_200) with { Denominator = 80 },
        ["clv"] = Plain("clv", KpiUnit.Currency, 138_000, 151_000) with { Parts = [new("clvToCac", 8.7m)] },
        ["objectives"] = Ratio("objectives", 2m / 3m, null) with
        {
            Numerator = 2,
            Denominator = 3,
            Parts = [new("items", null) { Rows = [Item("Won revenue as planned", "won-revenue", "at-risk", 2_830_000, 2_900_000), Item("Reference customers", "", "on", 9, 8), Item("Keep nine people in ten", "rep-retention", "on", 0.91m, 0.9m), Item("Fewer escalations", "", "no-data", null, null)] }],
        },
        ["pipeline-bridge"] = Plain("pipeline-bridge", KpiUnit.Currency, 610_000, 540_000) with
        {
            Parts = [new("opening", 5_200_000), new("created", 2_400_000), new("pulledIn", 310_000), new("revalued", -120_000), new("won", 2_830_000), new("lost", 3_100_000), new("pushed", 1_250_000)],
        },
    };

    private static Dictionary<string, IReadOnlyList<TrendPoint>> Trends(IReadOnlyDictionary<string, IReadOnlyList<TrendPoint>> plain)
    {
        IReadOnlyList<TrendPoint> Points(string kpi, KpiUnit unit, decimal last, decimal step) => [.. plain["won-revenue"].Select((p, i) =>
            new TrendPoint(p.Period, Plain(kpi, unit, last - ((7 - i) * step) + (i % 3 * step), null) with { Period = p.Period }))];
        return new(plain)
        {
            ["forecast-accuracy"] = Points("forecast-accuracy", KpiUnit.Ratio, 0.86m, 0.02m),
            ["needs-help"] = Points("needs-help", KpiUnit.Ratio, 0.35m, 0.01m),
            ["quota-attainment"] = Points("quota-attainment", KpiUnit.Ratio, 0.55m, 0.02m),
            ["rep-retention"] = Points("rep-retention", KpiUnit.Ratio, 0.91m, -0.005m),
            ["win-rate-gain"] = Points("win-rate-gain", KpiUnit.Ratio, 0.021m, 0.01m),
            ["engagement-score"] = Points("engagement-score", KpiUnit.Score, 7.4m, 0.1m),
            ["coaching-hours"] = Points("coaching-hours", KpiUnit.Hours, 1.4m, 0.1m),
            ["churn-rate"] = Points("churn-rate", KpiUnit.Ratio, 0.027m, -0.002m),
        };
    }

    private static KpiPart Item(string name, string kpi, string status, decimal? actual, decimal? required) => new("row", null)
    {
        Parts =
        [
            new("name", null) { Text = name }, new("kpi", null) { Text = kpi }, new("owner", null) { Text = "Ada King" }, new("status", null) { Text = status },
            new("actual", actual), new("required", required), new("target", required), new("reason", null) { Text = actual is null ? "objectives.csv states no actual" : "" },
        ],
    };

    private static KpiResult Ratio(string kpi, decimal value, decimal? before) => Plain(kpi, KpiUnit.Ratio, value, before);

    private static KpiResult Plain(string kpi, KpiUnit unit, decimal value, decimal? before) => new()
    {
        Kpi = kpi,
        Unit = unit,
        Status = KpiStatus.Ok,
        Value = value,
        Period = Quarter,
        Previous = new KpiComparison(SomeFigures.Calendar.Previous(Quarter), before, value - before, false),
        YearAgo = new KpiComparison(SomeFigures.Calendar.YearAgo(Quarter), before, value - before, false),
    };
}
