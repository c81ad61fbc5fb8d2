namespace KpiDigest.Core.Insights;

/// <summary>The keys of all texts; each language has one text a key.</summary>
internal static partial class InsightKeys
{
    public const string QuarterEnded = "headline.quarter-ended";
    public const string QuarterEndedOfQuota = "headline.quarter-ended.of-quota";
    public const string QuarterEndedNoData = "headline.quarter-ended.no-data";
    public const string LandingBelow = "headline.landing.below";
    public const string LandingAbove = "headline.landing.above";
    public const string CoverageRed = "headline.coverage";
    public const string Slipped = "headline.slipped";
    public const string Normal = "headline.normal";
    public const string NormalWithPace = "headline.normal.pace";
    public const string Plain = "headline.plain";
    public const string PlainWithPace = "headline.plain.pace";
    public const string NoData = "headline.no-data";

    public const string SubjectEnded = "subject.ended";
    public const string SubjectEndedOfQuota = "subject.ended.of-quota";
    public const string SubjectEndedChange = "subject.ended.change";
    public const string SubjectWon = "subject.won";
    public const string SubjectWonChange = "subject.won.change";
    public const string SubjectNoData = "subject.no-data";
    public const string SubjectCover = "subject.cover";
    public const string SubjectPace = "subject.pace";

    public const string PreheaderFigure = "preheader.figure";
    public const string PreheaderShort = "preheader.short";
    public const string PreheaderMissing = "preheader.missing";
    public const string PreheaderNothing = "preheader.nothing-to-do";

    public const string SignalHigh = "signal.high";
    public const string SignalLow = "signal.low";
    public const string SignalRunHigh = "signal.run-high";
    public const string SignalRunLow = "signal.run-low";
    public const string WithinRange = "signal.normal";
    public const string WithinRangeItem = "signal.normal.item";
    public const string NotJudged = "signal.not-judged";

    public const string QuarterMore = "change.quarter.more";
    public const string QuarterLess = "change.quarter.less";
    public const string RateUp = "change.rate.up";
    public const string RateDown = "change.rate.down";
    public const string DealsWon = "change.won";
    public const string DealsWonAmount = "change.won.amount";
    public const string DealsLost = "change.lost";
    public const string DealsLostAmount = "change.lost.amount";
    public const string NothingClosed = "change.nothing-closed";

    public const string MoreClosed = "effect.closed.more";
    public const string FewerClosed = "effect.closed.less";
    public const string HigherRate = "effect.rate.more";
    public const string LowerRate = "effect.rate.less";
    public const string BiggerDeals = "effect.deal.more";
    public const string SmallerDeals = "effect.deal.less";
    public const string MoreCredit = "effect.credit.more";
    public const string LessCredit = "effect.credit.less";
    public const string EffectItem = "effect.item";
    public const string WithinReps = "effect.within";
    public const string MixOfReps = "effect.mix";
    public const string JoinedOrLeft = "effect.joined-left";

    public const string Overdue = "action.overdue";
    public const string OverdueAmount = "action.overdue.amount";
    public const string DueSoon = "action.due-soon";
    public const string DueSoonAmount = "action.due-soon.amount";
    public const string Stale = "action.stale";
    public const string StaleAmount = "action.stale.amount";
    public const string Help = "action.help";
    public const string HelpNew = "action.help.new";
    public const string HelpStill = "action.help.still";
    public const string TooFewDeals = "action.help.too-few";

    public const string Due = "word.due";
    public const string More = "word.more";
    public const string MoreAnd = "word.more-and";
    public const string Separator = "word.separator";

    public const string RowNormal = "row.normal";
    public const string RowAbove = "row.above";
    public const string RowBelow = "row.below";

    public const string Corrected = "corrected.replaces";
    public const string CorrectedBelow = "corrected.below";
    public const string CorrectedNumber = "corrected.number";

    public const string PreliminarySubject = "preliminary.subject";

    public const string MethodWeekly = "method.weekly";
    public const string SeasonOn = "method.season.on";
    public const string SeasonOff = "method.season.off";
    public const string MethodQuarterly = "method.quarterly";

    /// <summary>The key of a charted KPI's name as it stands inside a sentence.</summary>
    public static string OfKpi(string kpi) => "kpi." + kpi;
}
