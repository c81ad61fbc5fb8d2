using KpiDigest.Core.Facts;
using KpiDigest.Core.Insights.Rules;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using KpiDigest.Core.Signals;
using NodaTime;

namespace KpiDigest.Core.Digests;

/// <summary>Computes the figures of a digest.</summary>
public static class DigestFiguresBuilder
{
    /// <summary>Most deals named a role.</summary>
    public const int DealsNamed = 5;

    /// <summary>An open deal that is due within this many days is due soon.</summary>
    public const int SoonDays = 14;

    private const int Weeks = 26;
    private const int JudgedWeeks = 13;

    private static readonly string[] NewlySo = [KpiIds.TargetAchievement, KpiIds.PipelineCoverage, KpiIds.Slippage];
    private static readonly string[] WeeklyTrends = [KpiIds.WonRevenue, KpiIds.WinRate];
    private static readonly string[] Below =
    [
        KpiIds.WonRevenue, KpiIds.WinRate, KpiIds.WinRateValue, KpiIds.NeedsHelp, KpiIds.QuotaAttainment, KpiIds.TargetAchievement, KpiIds.PipelineCoverage,
        KpiIds.AverageDeal, KpiIds.SalesCycle, KpiIds.PipelineCreated,
    ];

    /// <summary>The figures of one scope for the template <c>weekly</c> or <c>quarterly</c>.</summary>
    /// <exception cref="ArgumentException">The template is neither, or the period does not fit it.</exception>
    public static DigestFigures Build(string template, SalesFacts facts, Scope scope, Period period)
    {
        var kind = template switch
        {
            "weekly" => PeriodKind.Week,
            "quarterly" => PeriodKind.Quarter,
            _ => throw new ArgumentException($"Template '{template}' is not known: there are weekly and quarterly.", nameof(template)),
        };
        if (period.Kind != kind) throw new ArgumentException($"Template {template} needs a {kind.ToString().ToLowerInvariant()}, not {period.Label}.", nameof(period));
        var quarter = facts.Calendar.QuarterOf(period);
        var signals = new KpiSignals(facts);
        return new DigestFigures
        {
            Template = template,
            Scope = scope,
            Period = period,
            Quarter = quarter,
            AsOf = facts.AsOf,
            HomeCurrency = facts.HomeCurrency,
            Results = Results(signals, facts, scope, period),
            WeekBefore = kind == PeriodKind.Week ? WeekBefore(facts, scope, period) : new Dictionary<string, KpiResult>(),
            RateMove = RateMoves.Of(facts, scope, period),
            QuarterWon = QuarterWon(facts, scope, period, quarter),
            Ended = kind == PeriodKind.Week ? Ended(facts, scope, period) : null,
            NextCoverage = kind == PeriodKind.Quarter ? QuarterFigures.Next(KpiIds.PipelineCoverage, facts, scope, quarter) : null,
            NextAchievement = kind == PeriodKind.Quarter ? QuarterFigures.Next(KpiIds.TargetAchievement, facts, scope, quarter) : null,
            Children = [.. facts.Children(scope).Select(c => Child(facts, c, period, quarter))],
            Trends = kind == PeriodKind.Week ? WeeklyPoints(signals, facts, scope, period) : QuarterFigures.Trends(facts, scope, period),
            Deals = DealFinder.Find(facts, scope, period),
            Outlook = kind == PeriodKind.Quarter ? DealFinder.Outlook(facts, scope, facts.Calendar.Next(quarter)) : [],
            Comments = kind == PeriodKind.Quarter ? QuarterFigures.Comments(facts, scope, quarter) : [],
            Actions = kind == PeriodKind.Quarter ? QuarterFigures.Actions(facts, scope, quarter) : [],
            Coverage = facts.Coverage,
            Rules = facts.Rules,
            Bands = new StatusBands(facts.KpiRules.Bands),
            SeasonalSignals = facts.KpiRules.SeasonalSignals,
            Reconstructed = facts.Reconstructed,
        };
    }

    /// <summary>The records whose names and links the composer will need.</summary>
    public static IReadOnlyCollection<(FactKind Kind, string Id)> RecordsToName(DigestFigures figures)
    {
        var records = new HashSet<(FactKind, string)>();
        foreach (var deal in figures.Deals.SelectMany(g => g.Biggest))
        {
            records.Add((FactKind.Deal, deal.Id));
            if (deal.OwnerId is { Length: > 0 } owner) records.Add((FactKind.Rep, owner));
        }

        foreach (var lead in figures.Children.Select(c => c.LeadId).OfType<string>()) records.Add((FactKind.Rep, lead));
        foreach (var rep in NeedHelpRule.Ids(figures.Result(KpiIds.NeedsHelp)).Take(NeedHelpRule.Most)) records.Add((FactKind.Rep, rep));

        return records;
    }

    private static Dictionary<string, KpiResult> Results(KpiSignals signals, SalesFacts facts, Scope scope, Period period) => KpiCatalogue.All
        .Where(k => k.Levels.Contains(scope.Kind) && k.Cadences.Contains(period.Kind))
        .ToDictionary(k => k.Id, k => KpiCatalogue.EvaluateWith(signals, k, facts, scope, period));

    private static ChildFigures Child(SalesFacts facts, Scope scope, Period period, Period quarter) =>
        new(scope, ResultsBelow(facts, scope, period), QuarterWon(facts, scope, period, quarter))
        {
            LeadId = period.Kind == PeriodKind.Quarter ? QuarterFigures.LeadOf(facts, scope, quarter) : null,
        };

    // What the tables of rows below show, without verdicts and landings, which they do not.
    private static Dictionary<string, KpiResult> ResultsBelow(SalesFacts facts, Scope scope, Period period) => (period.Kind == PeriodKind.Quarter ? QuarterFigures.Below : Below).Select(KpiCatalogue.Find).OfType<IKpi>()
        .Where(k => k.Levels.Contains(scope.Kind) && k.Cadences.Contains(period.Kind))
        .ToDictionary(k => k.Id, k => KpiCatalogue.Row(k, facts, scope, period));

    private static KpiResult? QuarterWon(SalesFacts facts, Scope scope, Period period, Period quarter) =>
        KpiCatalogue.Find(KpiIds.WonRevenue) is { } kpi
            ? kpi.Compute(new KpiInput(facts, scope, quarter, Min(quarter.End, period.End))) with { ToDate = period.End < quarter.End }
            : null;

    // A quarter whose last day lies in the week: it may have ended on the week's last day or before.
    private static EndedQuarter? Ended(SalesFacts facts, Scope scope, Period week)
    {
        var quarter = facts.Calendar.Containing(PeriodKind.Quarter, week.Start);
        return quarter.End <= week.End && Evaluate(KpiIds.WonRevenue, facts, scope, quarter) is { } won
            ? new EndedQuarter(quarter, won, Evaluate(KpiIds.TargetAchievement, facts, scope, quarter))
            : null;
    }

    // What a figure said a week ago, for rules that speak of what is newly so.
    private static Dictionary<string, KpiResult> WeekBefore(SalesFacts facts, Scope scope, Period week)
    {
        var before = facts.Calendar.Previous(week);
        return facts.IsBeforeData(before) ? [] : NewlySo.Select(id => Evaluate(id, facts, scope, before)).OfType<KpiResult>().ToDictionary(r => r.Kpi);
    }

    private static Dictionary<string, IReadOnlyList<TrendPoint>> WeeklyPoints(KpiSignals signals, SalesFacts facts, Scope scope, Period week)
    {
        // Weeks before the data begins are left out: their zeros would be no figures.
        var weeks = signals.Weeks(week, Weeks).Where(w => !facts.IsBeforeData(w)).ToList();
        return Drawn(WeeklyTrends, facts).ToDictionary(
            k => k.Id,
            k => (IReadOnlyList<TrendPoint>)[.. weeks.Select((w, i) =>
            {
                var value = signals.Value(k, scope, w);
                return new TrendPoint(w, k.Id == KpiIds.WonRevenue && i >= weeks.Count - JudgedWeeks ? signals.Judged(k, scope, w, value) : value);
            })]);
    }

    private static IEnumerable<IKpi> Drawn(string[] ids, SalesFacts facts) =>
        ids.Select(KpiCatalogue.Find).OfType<IKpi>().Where(k => k.Needs.All(n => facts.Missing(n) is null));

    private static KpiResult? Evaluate(string id, SalesFacts facts, Scope scope, Period period) =>
        KpiCatalogue.Find(id) is { } kpi ? KpiCatalogue.Evaluate(kpi, facts, scope, period) : null;

    private static LocalDate Min(LocalDate a, LocalDate b) => a < b ? a : b;
}
