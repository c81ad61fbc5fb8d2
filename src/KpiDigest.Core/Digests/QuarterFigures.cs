using KpiDigest.Core.Facts;
using KpiDigest.Core.Kpis;
using KpiDigest.Core.Periods;
using NodaTime;

namespace KpiDigest.Core.Digests;

/// <summary>What only a scorecard asks for: quarters back, the quarter that is coming, and what people wrote.</summary>
internal static class QuarterFigures
{
    private const int Quarters = 8;

    /// <summary>What a row of the scorecard's table may show.</summary>
    public static readonly string[] Below =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.WinRate, KpiIds.NeedsHelp, KpiIds.ForecastAccuracy, KpiIds.AverageDeal,
        KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.WinRateValue,
    ];

    // Customer lifetime value is left out: its model is fitted anew for each quarter.
    private static readonly string[] Drawn =
    [
        KpiIds.WonRevenue, KpiIds.TargetAchievement, KpiIds.QuotaAttainment, KpiIds.GoalConcentration, KpiIds.ForecastAccuracy, KpiIds.Slippage, KpiIds.WinRate,
        KpiIds.WinRateValue, KpiIds.WinRateGain, KpiIds.AverageDeal, KpiIds.SalesCycle, KpiIds.PipelineCreated, KpiIds.NeedsHelp, KpiIds.CoachingHours,
        KpiIds.RepRetention, KpiIds.EngagementScore, KpiIds.CrossSellShare, KpiIds.NewLargeClients, KpiIds.CompetitiveDisplacements, KpiIds.GrossMargin,
        KpiIds.ChurnRate, KpiIds.Cac,
    ];

    /// <summary>Eight quarters of each figure; quarters before the data are left out, for their zeros would be no figures.</summary>
    public static Dictionary<string, IReadOnlyList<TrendPoint>> Trends(SalesFacts facts, Scope scope, Period quarter)
    {
        var quarters = facts.Calendar.Trailing(quarter, Quarters).Where(p => !facts.IsBeforeData(p)).ToList();
        return Drawn.Select(KpiCatalogue.Find).OfType<IKpi>().Where(k => k.Levels.Contains(scope.Kind) && k.Needs.All(n => facts.Missing(n) is null))
            .ToDictionary(k => k.Id, k => (IReadOnlyList<TrendPoint>)[.. quarters.Select(p => new TrendPoint(p, KpiCatalogue.Value(k, facts, scope, p)))]);
    }

    /// <summary>A quarter-bound figure of the next quarter, asked for by the week of T; null unless T lies in that quarter.</summary>
    public static KpiResult? Next(string kpi, SalesFacts facts, Scope scope, Period quarter)
    {
        var week = facts.Calendar.Containing(PeriodKind.Week, facts.AsOf);
        return facts.Calendar.QuarterOf(week) == facts.Calendar.Next(quarter) && KpiCatalogue.Find(kpi) is { } found
            ? KpiCatalogue.Evaluate(found, facts, scope, week) : null;
    }

    /// <summary>What was written about the quarter by and for the teams of the scope; the company's own words are for the company only.</summary>
    public static IReadOnlyList<Comment> Comments(SalesFacts facts, Scope scope, Period quarter) =>
        [.. facts.Supplements.Comments.Where(c => IsIn(facts, scope, c.TeamId) && c.Start < quarter.End && quarter.Start < c.End)
            .OrderBy(c => c.TeamId is not null).ThenBy(c => c.Start).ThenBy(c => c.Id, StringComparer.Ordinal)];

    /// <summary>What was agreed by T and was still to do in the quarter or later.</summary>
    public static IReadOnlyList<ActionItem> Actions(SalesFacts facts, Scope scope, Period quarter)
    {
        var today = facts.Calendar.DateOf(facts.AsOf);
        return [.. facts.Supplements.Actions.Where(a => IsIn(facts, scope, a.TeamId) && a.Date <= today && (a.Status == "open" || a.Date >= quarter.Start))
            .OrderBy(a => a.Status != "open").ThenBy(a => a.Due ?? LocalDate.MaxIsoValue).ThenBy(a => a.Date).ThenBy(a => a.Id, StringComparer.Ordinal)];
    }

    /// <summary>Who led each child on the last day looked at, by the child's id; a team without a known lead is absent.</summary>
    public static string? LeadOf(SalesFacts facts, Scope team, Period quarter) =>
        team.Kind == ScopeKind.Team && team.Id != Scope.UnassignedTeamId
            ? facts.LeadsOf(team, LocalDate.Min(quarter.End.PlusDays(-1), facts.Calendar.DateOf(facts.AsOf))) is [var lead] ? lead : null
            : null;

    private static bool IsIn(SalesFacts facts, Scope scope, string? teamId) => facts.HoldsTeam(scope, teamId);
}
