using System.Collections.Immutable;
using KpiDigest.Core.Digests;
using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Languages;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Signals;
using KpiDigest.Rendering;
using KpiDigest.Store;
using NodaTime;

namespace KpiDigest.Tests.Rendering;

/// <summary>Hand-made figures of week 51 of 2017, so that what is rendered does not depend on how KPIs are computed.</summary>
internal static class SomeFigures
{
    public static readonly PeriodCalendar Calendar = new(DateTimeZoneProviders.Tzdb["Europe/Berlin"], 1, [new(2017, 12, 25), new(2017, 12, 26)]);
    public static readonly Period Week = Calendar.Containing(PeriodKind.Week, new LocalDate(2017, 12, 20));
    public static readonly Period Quarter = Calendar.QuarterOf(Week);
    public static readonly Instant AsOf = Instant.FromUtc(2017, 12, 25, 6, 0);
    public static readonly KpiRange Normal = new(1_200_000, 660_000, 1_870_000);
    public static readonly Scope Team = new(ScopeKind.Team, "7", "Cara Losch");

    /// <summary>The texts shipped.</summary>
    public static readonly TextLibrary Texts = new TemplateShelf(new TemplateFolder("")).Current().Texts;

    private static readonly string[] Names =
        ["Amara Okafor", "Björn Lindqvist", "Chen Wei", "Dolores Vega", "Élodie Martin", "Fatima Zahra", "Gustav Øst", "Hana Suzuki", "Ivan Petrov", "João Silva"];

    public static DigestAudience Audience(string culture = "en-US", params string[] notes) =>
        new("Cara", culture, DateTimeZoneProviders.Tzdb["Europe/Berlin"], "Northwind Ltd", "HubSpot", notes) { Unsubscribe = "mailto:digest@example.com?subject=unsubscribe%20weekly-leads", Texts = Texts };

    /// <summary>A normal week of a team of ten with quotas.</summary>
    public static DigestFigures Weekly(Scope? scope = null, int children = 10, bool quota = true) => new()
    {
        Template = "weekly",
        Scope = scope ?? Team,
        Period = Week,
        Quarter = Quarter,
        AsOf = AsOf,
        HomeCurrency = "EUR",
        Results = Charted(Results(1_243_000, 1_420_000, 0.94m, quota, 2.8m), scope?.Kind != ScopeKind.Rep),
        QuarterWon = Won(13_840_000, null, 120) with { Period = Quarter, ToDate = true },
        Children = [.. Enumerable.Range(0, children).Select(i => Child(i, scope?.Kind == ScopeKind.Company ? ScopeKind.Team : ScopeKind.Rep, quota))],
        Trends = new Dictionary<string, IReadOnlyList<TrendPoint>> { ["won-revenue"] = WonTrend(scope?.Kind != ScopeKind.Rep), ["win-rate"] = WinRateTrend() },
        Deals = Deals(),
        Coverage = Coverage(),
        Rules = new DealRules(),
    };

    public static Coverage Coverage() => new()
    {
        Deals = 8_800,
        Counted = 8_450,
        LeftOut = [("renewal", 320), ("lost reason 'duplicate'", 30)],
        WonWithoutAmount = 12,
        WithoutOwner = 5,
        WithoutCreated = 0,
        OpenWithoutClose = 40,
        MissingRates = [],
        HasHistory = true,
    };

    public static IReadOnlyList<DealGroup> Deals() =>
    [
        new(DealRole.Won, 15, 1_243_000, [Deal("1", 310_000), Deal("2", 194_000), Deal("3", 120_500)]),
        new(DealRole.Lost, 9, 402_000, [Deal("4", 150_000), Deal("5", 9_200), Deal("6", null)]),
        new(DealRole.Overdue, 4, 480_000, [Deal("7", 210_000, new LocalDate(2017, 12, 12)), Deal("8", 150_000, new LocalDate(2017, 12, 15)), Deal("9", 90_000, new LocalDate(2017, 11, 30))]),
        new(DealRole.DueSoon, 12, 2_310_000, [Deal("10", 640_000, new LocalDate(2017, 12, 28)), Deal("11", 410_000, new LocalDate(2018, 1, 4))]),
        new(DealRole.Stale, 23, 1_150_000, [Deal("12", 260_000), Deal("13", 98_000)]),
    ];

    public static DealFigure Deal(string id, decimal? amount, LocalDate? date = null) =>
        new(id, amount, date ?? new LocalDate(2017, 12, 20), "r" + (int.Parse(id) % 10));

    /// <summary>Names and links of all deals and reps the figures name.</summary>
    public static Dictionary<(FactKind Kind, string Id), RecordName> RecordNames()
    {
        string[] deals = ["Kinetix 300 seats", "Blue Harbour renewal desk", "Osprey analytics", "Vantage fleet", "Quill & Sons", "Tern studio",
            "Marlow Logistics", "Hexa Foods rollout", "Pine Valley", "Argon phase two", "Solstice Energy", "Delta Works", "Nordic Timber"];
        var names = new Dictionary<(FactKind Kind, string Id), RecordName>();
        for (var i = 0; i < deals.Length; i++)
            names[(FactKind.Deal, $"{i + 1}")] = new RecordName(deals[i], $"https://app.example.com/deal/{i + 1}");
        for (var i = 0; i < Names.Length; i++) names[(FactKind.Rep, $"r{i}")] = new RecordName(Names[i], null);
        return names;
    }

    public static Dictionary<string, KpiResult> Results(decimal won, decimal before, decimal pace, bool quota, decimal cover) => new()
    {
        ["won-revenue"] = Won(won, before, 15),
        ["win-rate"] = WinRate(15, 9, 198, 330),
        ["target-achievement"] = quota ? Achievement(13_840_000, 15_400_000, pace) : NoQuota("target-achievement"),
        ["pipeline-coverage"] = quota ? Coverage(cover, cover + 0.3m) : NoQuota("pipeline-coverage"),
        ["stale-deals"] = Stale(23, 0.17m, 1_150_000, 19),
    };

    public static KpiResult Won(decimal value, decimal? before, int count, Period? previous = null) => new()
    {
        Kpi = "won-revenue",
        Unit = KpiUnit.Currency,
        Status = KpiStatus.Ok,
        Value = value,
        Period = Week,
        Previous = before is null ? null : new KpiComparison(previous ?? Calendar.Previous(Week), before, value - before, false),
        Parts =
        [
            new("count", count), new("withoutAmount", 2),
            .. before is null ? [] : ImmutableArray.Create(new KpiPart("effects", null)
            {
                Parts = [new("closed", -240_000), new("winRate", 98_000), new("averageDeal", value - before + 142_000)],
            }),
        ],
    };

    public static KpiResult WinRate(int won, int lost, int trailingWon, int trailingClosed) => new()
    {
        Kpi = "win-rate",
        Unit = KpiUnit.Ratio,
        Status = won + lost == 0 ? KpiStatus.NoData : KpiStatus.Ok,
        Reason = won + lost == 0 ? "no deal closed in 2017-W51" : null,
        Value = won + lost == 0 ? null : (decimal)won / (won + lost),
        Numerator = won + lost == 0 ? null : won,
        Denominator = won + lost == 0 ? null : won + lost,
        Parts = [new KpiPart("trailing13w", null)
        {
            Parts = [new("value", trailingClosed == 0 ? null : (decimal)trailingWon / trailingClosed), new("numerator", trailingWon), new("denominator", trailingClosed)],
        }],
    };

    public static KpiResult Achievement(decimal won, decimal quota, decimal? pace, bool toDate = true) => new()
    {
        Kpi = "target-achievement",
        Unit = KpiUnit.Ratio,
        Status = KpiStatus.Ok,
        Value = won / quota,
        Numerator = won,
        Denominator = quota,
        Period = Quarter,
        ToDate = toDate,
        Target = 1,
        Previous = new KpiComparison(Calendar.Previous(Quarter), 0.87m, (won / quota) - 0.87m, toDate),
        Parts = [new("pace", pace)],
    };

    public static KpiResult Coverage(decimal cover, decimal before) => new()
    {
        Kpi = "pipeline-coverage",
        Unit = KpiUnit.Ratio,
        Status = KpiStatus.Ok,
        Value = cover,
        Numerator = cover * 1_560_000,
        Denominator = 1_560_000,
        Target = 3,
        Period = Quarter,
        ToDate = true,
        Previous = new KpiComparison(Calendar.Previous(Quarter), before, cover - before, true),
        Parts = [new("open", cover * 1_560_000), new("remaining", 1_560_000), new("required", 3)],
    };

    public static KpiResult Stale(int count, decimal? share, decimal amount, int before) => new()
    {
        Kpi = "stale-deals",
        Unit = KpiUnit.Count,
        Status = KpiStatus.Ok,
        Value = count,
        Period = Week,
        Previous = new KpiComparison(Calendar.Previous(Week), before, count - before, false),
        Parts = [new("amount", amount), new("shareOfOpen", share)],
    };

    public static KpiResult NoQuota(string kpi) => new()
    {
        Kpi = kpi,
        Unit = KpiUnit.Ratio,
        Status = KpiStatus.NoData,
        Reason = "no quota covers team:Cara Losch in 2017-Q4: set goals in the CRM or add rows to the quotas file",
        Period = Quarter,
        ToDate = true,
    };

    private static ChildFigures Child(int i, ScopeKind kind, bool quota)
    {
        var name = i < Names.Length ? Names[i] : $"Rep {i:00}";
        var won = 40_000m + (i * 37_000m % 210_000m);
        var pace = 0.56m + (i * 23 % 70 / 100m);
        return new ChildFigures(
            new Scope(kind, "c" + i, name),
            new Dictionary<string, KpiResult>(Results(won, won / 1.1m, pace, quota, 1.4m + (i % 5 * 0.6m)))
            {
                ["target-achievement"] = quota ? Achievement(pace * 0.955m * 1_500_000, 1_500_000, pace) : NoQuota("target-achievement"),
            },
            Won(won * 11, null, 14) with { Period = Quarter, ToDate = true });
    }

    /// <summary>The charted results within their normal range; a rep's are not charted.</summary>
    private static Dictionary<string, KpiResult> Charted(Dictionary<string, KpiResult> results, bool charted)
    {
        if (!charted) return results;
        results["won-revenue"] = results["won-revenue"] with { Signal = SignalNames.None, Range = Normal };
        results["win-rate"] = results["win-rate"] with { Signal = SignalNames.None, Range = new KpiRange(0.6m, 0.34m, 0.86m) };
        return results;
    }

    private static List<TrendPoint> WonTrend(bool charted)
    {
        decimal[] values = [0.9m, 1.1m, 0.7m, 1.2m, 1.3m, 1.0m, 1.5m, 1.2m, 1.6m, 1.1m, 1.7m, 1.42m, 1.243m];
        return [.. Calendar.Trailing(Week, 13).Select((w, i) => new TrendPoint(w, Won(values[i] * 1_000_000, null, 12) with { Period = w, Range = charted ? Normal : null }))];
    }

    private static List<TrendPoint> WinRateTrend() =>
        [.. Calendar.Trailing(Week, 26).Select((w, i) => new TrendPoint(w, WinRate(i < 13 ? 16 : 15, 9, 0, 0) with { Period = w }))];
}
