namespace KpiDigest.Core.Digests;

/// <summary>The ids of the KPIs digests speak of.</summary>
internal static class KpiIds
{
    public const string WonRevenue = "won-revenue";
    public const string WinRate = "win-rate";
    public const string WinRateValue = "win-rate-value";
    public const string NeedsHelp = "needs-help";
    public const string QuotaAttainment = "quota-attainment";
    public const string TargetAchievement = "target-achievement";
    public const string GoalConcentration = "goal-concentration";
    public const string ForecastAccuracy = "forecast-accuracy";
    public const string Slippage = "slippage";
    public const string CoachingHours = "coaching-hours";
    public const string RepRetention = "rep-retention";
    public const string SalesCycle = "sales-cycle";
    public const string AverageDeal = "average-deal";
    public const string ClientEngagement = "client-engagement";
    public const string PipelineCreated = "pipeline-created";
    public const string PipelineCoverage = "pipeline-coverage";
    public const string StaleDeals = "stale-deals";
    public const string WinRateGain = "win-rate-gain";
    public const string EngagementScore = "engagement-score";
    public const string CrossSellShare = "cross-sell-share";
    public const string NewLargeClients = "new-large-clients";
    public const string CompetitiveDisplacements = "competitive-displacements";
    public const string GrossMargin = "gross-margin";
    public const string ChurnRate = "churn-rate";
    public const string Cac = "cac";
    public const string Clv = "clv";
    public const string PipelineBridge = "pipeline-bridge";
    public const string TrainingEffect = "training-effect";
    public const string Objectives = "objectives";
}
