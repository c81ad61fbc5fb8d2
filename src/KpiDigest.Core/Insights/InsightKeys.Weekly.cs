namespace KpiDigest.Core.Insights;

/// <content>The keys of the weekly mail's rows, table and trend.</content>
internal static partial class InsightKeys
{
    public const string RowTarget = "row.target";
    public const string RowTargetToDate = "row.target.to-date";
    public const string RowTargetMade = "row.target.made";
    public const string RowTargetPace = "row.target.pace";
    public const string RowTargetPaceLanding = "row.target.pace.landing";
    public const string RowTargetIs = "row.target.is";
    public const string RowTargetAtMost = "row.target.at-most";
    public const string RowNoTarget = "row.target.none";
    public const string RowWonSoFar = "row.won-so-far";
    public const string RowWonInQuarter = "row.won-in-quarter";
    public const string RowCover = "row.cover";
    public const string RowCoverDetail = "row.cover.detail";
    public const string RowCoverNext = "row.cover.next";
    public const string RowSlipped = "row.slipped";
    public const string RowSlippedToDate = "row.slipped.to-date";
    public const string RowSlippedDetail = "row.slipped.detail";
    public const string RowWinRate = "row.win-rate";
    public const string RowWinRateWeek = "row.win-rate.week";
    public const string RowWinRateNoWeek = "row.win-rate.no-week";
    public const string RowWinRateNone = "row.win-rate.none";
    public const string RowWon = "row.won";
    public const string RowWonDeals = "row.won.deals";
    public const string RowWonMean = "row.won.mean";
    public const string RowStale = "row.stale";
    public const string RowStaleDetail = "row.stale.detail";
    public const string RowStaleShare = "row.stale.share";
    public const string RowStaleNoOpen = "row.stale.no-open";
    public const string RowOnPace = "row.on-pace";
    public const string RowOnPaceDetail = "row.on-pace.detail";
    public const string RowCoached = "row.coached";
    public const string RowCoachedReps = "row.coached.reps";
    public const string RowCoachedHours = "row.coached.hours";
    public const string RowOnPaceReps = "row.on-pace.reps";
    public const string RowCoaching = "row.coaching";
    public const string RowSlippage = "row.slippage";
    public const string RowNoData = "row.no-data";
    public const string RowPartial = "row.partial";
    public const string RowInstead = "row.instead";
    public const string RowNoHistory = "row.no-history";
    public const string RowUnchanged = "row.unchanged";
    public const string BeforeNone = "before.none";
    public const string BeforeWeek = "before.week";
    public const string BeforeWeeks = "before.weeks";
    public const string BeforeQuarter = "before.quarter";
    public const string BeforeQuarterDay = "before.quarter.day";

    public const string TableTeam = "table.team";
    public const string TableTeams = "table.teams";
    public const string TableWorstFirst = "table.worst-first";
    public const string TableLeastWonFirst = "table.least-won-first";
    public const string TableName = "table.name";
    public const string TableTeamName = "table.team-name";
    public const string TableWon = "table.won";
    public const string TableOfQuota = "table.of-quota";
    public const string TableCover = "table.cover";
    public const string TableQuarter = "table.quarter";
    public const string TableWinRate = "table.win-rate";
    public const string TablePace = "table.pace";
    public const string TableQuotaMet = "table.quota-met";
    public const string TableMore = "table.more";
    public const string TableTotalTeam = "table.total.team";
    public const string TableTotalCompany = "table.total.company";

    public const string TrendTitle = "trend.title";
    public const string TrendWords = "trend.words";
    public const string TrendWordsNormal = "trend.words.normal";
}
