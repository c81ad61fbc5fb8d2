namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>The keys of the scorecard's texts that the composer says; those of the templates stand there.</summary>
internal static class ScorecardKeys
{
    public const string Closed = "scorecard.headline.closed";
    public const string Stands = "scorecard.headline.to-date";
    public const string OfQuota = "scorecard.headline.of-quota";
    public const string More = "scorecard.headline.more";
    public const string Less = "scorecard.headline.less";
    public const string Same = "scorecard.headline.same";
    public const string SameDay = "scorecard.headline.same-day";
    public const string Outlook = "scorecard.headline.outlook";
    public const string HeadlineMissing = "scorecard.headline.no-data";

    public const string Subject = "scorecard.subject";
    public const string SubjectChange = "scorecard.subject.change";
    public const string SubjectMissing = "scorecard.subject.no-data";
    public const string Preheader = "scorecard.preheader";
    public const string PreheaderMissing = "scorecard.preheader.no-data";
    public const string Figure = "scorecard.figure";
    public const string FigureDetail = "scorecard.figure.detail";

    public const string Page = "scorecard.page";
    public const string Running = "scorecard.running";
    public const string Confidential = "scorecard.confidential";

    public const string NotKnown = "scorecard.word.not-known";
    public const string NoTarget = "scorecard.word.no-target";
    public const string NoAmount = "scorecard.word.no-amount";
    public const string NoData = "scorecard.word.no-data";
    public const string Stale = "scorecard.word.stale";

    public const string Plan = "scorecard.tile.plan";
    /// <summary>Beginning of the key of a KPI's name; its id follows.</summary>
    public const string KpiName = "kpi-name.";
    /// <summary>Beginning of the key of what a KPI's value is; its id follows.</summary>
    public const string KpiDefinition = "kpi-definition.";
    public const string YearAgo = "scorecard.tile.year-ago";
    public const string YearAgoMissing = "scorecard.tile.year-ago.no-data";
    public const string Gap = "scorecard.gap";

    public const string Deals = "scorecard.detail.deals";
    public const string WonOfQuota = "scorecard.detail.won-of-quota";
    public const string TooHigh = "scorecard.detail.too-high";
    public const string TooLow = "scorecard.detail.too-low";
    public const string Reps = "scorecard.detail.reps";
    public const string TopFifth = "scorecard.detail.top-fifth";
    public const string BelowBar = "scorecard.detail.below-bar";
    public const string Improving = "scorecard.detail.improving";
    public const string Engagement = "scorecard.detail.engagement";
    public const string WonOfClosed = "scorecard.detail.won-of-closed";
    public const string Median = "scorecard.detail.median";
    public const string Cycle = "scorecard.detail.cycle";
    public const string SlowQuarter = "scorecard.detail.slow-quarter";
    public const string OpenToWin = "scorecard.detail.open-to-win";
    public const string OnTrack = "scorecard.detail.on-track";
    public const string Customers = "scorecard.detail.customers";
    public const string Interval = "scorecard.detail.interval";
    public const string CoachedShare = "scorecard.detail.coached";
    public const string Leavers = "scorecard.detail.leavers";
    public const string Enps = "scorecard.detail.enps";
    public const string Trained = "scorecard.detail.trained";
    public const string Recurring = "scorecard.detail.recurring";
    public const string PerYear = "scorecard.detail.per-year";
    public const string ClvToCac = "scorecard.detail.clv-to-cac";
    public const string Worth = "scorecard.detail.worth";
    public const string Attach = "scorecard.detail.attach";
    public const string MarginCoverage = "scorecard.detail.margin-coverage";

    public const string Cover = "scorecard.name.cover";
    public const string Nrr = "scorecard.name.nrr";

    public const string TargetsMet = "scorecard.performance.title";
    public const string NoTargets = "scorecard.performance.title.none";

    public const string RevenueTitle = "scorecard.revenue.title";
    public const string RevenueOnPlan = "scorecard.revenue.on-plan";
    public const string RevenueCaption = "scorecard.revenue.caption";
    public const string LegendActual = "scorecard.legend.actual";
    public const string LegendYear = "scorecard.legend.year";
    public const string LegendPlan = "scorecard.legend.plan";
    public const string VarianceYear = "scorecard.variance.year";
    public const string VariancePlan = "scorecard.variance.plan";
    public const string MoreThan = "scorecard.change.more";
    public const string LessThan = "scorecard.change.less";
    public const string Longer = "scorecard.change.longer";
    public const string Shorter = "scorecard.change.shorter";
    public const string AsIn = "scorecard.change.same";

    public const string EffectsTitle = "scorecard.effects.title";
    public const string EffectsCaption = "scorecard.effects.caption";
    public const string RateTitle = "scorecard.rate.title";
    public const string RateCaption = "scorecard.rate.caption";
    public const string RateWithin = "scorecard.rate.within";
    public const string RateMix = "scorecard.rate.mix";
    public const string RateJoinedLeft = "scorecard.rate.joined-left";

    public const string BridgeTitle = "scorecard.bridge.title";
    public const string BridgeCaption = "scorecard.bridge.caption";
    public const string BridgeTerm = "scorecard.bridge.";

    public const string HorizonTitle = "scorecard.horizon.title";
    public const string HorizonExact = "scorecard.horizon.title.exact";
    public const string HorizonCaption = "scorecard.horizon.caption";
    public const string HorizonWeeks = "scorecard.horizon.weeks";
    public const string TooHighWord = "scorecard.word.too-high";
    public const string TooLowWord = "scorecard.word.too-low";

    public const string NextTitle = "scorecard.next.title";
    public const string NextQuota = "scorecard.next.title.quota";
    public const string NextCaption = "scorecard.next.caption";
    public const string OpenTitle = "scorecard.open.title";
    public const string OpenNone = "scorecard.open.title.none";
    public const string OpenCover = "scorecard.open.cover";
    public const string OpenCaption = "scorecard.open.caption";
    public const string OpenDeals = "scorecard.open.deals";
    public const string OpenDue = "scorecard.open.due.";

    public const string RangeInside = "scorecard.range.inside";
    public const string RangeAbove = "scorecard.range.above";
    public const string RangeBelow = "scorecard.range.below";
    public const string RangeUnknown = "scorecard.range.unknown";
    public const string RangeTooFew = "scorecard.range.caption.too-few";
    public const string RangeCaption = "scorecard.range.caption";
    public const string UnitRate = "scorecard.unit.rate";
    public const string UnitDays = "scorecard.unit.days";

    public const string TeamsTitle = "scorecard.teams.title";
    public const string TeamsTitlePlain = "scorecard.teams.title.plain";
    public const string TeamsCaption = "scorecard.teams.caption";
    public const string TeamsFlag = "scorecard.teams.flag";
    public const string TeamHeader = "scorecard.teams.header.team";
    public const string RepHeader = "scorecard.teams.header.rep";
    public const string TeamsOn = "scorecard.teams.header.on";
    public const string TeamsColumn = "scorecard.teams.header.";
    public const string TotalCompany = "scorecard.teams.total.company";
    public const string TotalTeam = "scorecard.teams.total.team";
    public const string TeamsMore = "scorecard.teams.more";

    public const string PeopleTitle = "scorecard.people.title";
    public const string PeopleCaption = "scorecard.people.caption";
    public const string PeopleNone = "scorecard.people.title.none";
    public const string CustomersTitle = "scorecard.customers.title";
    public const string CustomersCaption = "scorecard.customers.caption";
    public const string CustomersPlain = "scorecard.customers.title.plain";

    public const string ObjectivesTitle = "scorecard.objectives.title";
    public const string ObjectiveStatus = "scorecard.objectives.status.";
    public const string ActionsTitle = "scorecard.actions.title";
    public const string ActionsNone = "scorecard.actions.title.none";
    public const string ActionStatus = "scorecard.actions.status.";

    public const string Renewals = "scorecard.rules.renewals";
    public const string NoRenewals = "scorecard.rules.no-renewals";
    public const string ZeroStated = "scorecard.rules.zero-stated";
    public const string ZeroNotStated = "scorecard.rules.zero-not-stated";
    public const string StaleAfter = "scorecard.rules.stale";
    public const string Belongs = "scorecard.rules.belongs";
    public const string Currency = "scorecard.rules.currency";
    public const string Restated = "scorecard.rules.restated";
    public const string NotALoss = "scorecard.rules.not-a-loss";
    public const string LeftOutPipelines = "scorecard.rules.pipelines-out";
    public const string OnlyPipelines = "scorecard.rules.pipelines-only";
    public const string OnlyOwners = "scorecard.rules.owners-only";
    public const string OnlyDeals = "scorecard.rules.deals-only";
    public const string LeftOutOwners = "scorecard.rules.owners-out";
    public const string LeftOutDeals = "scorecard.rules.deals-out";
}
