using KpiDigest.Core.Digests.Charts;

namespace KpiDigest.Core.Digests.Quarterly;

/// <summary>What the quarterly templates may read: finished strings, flags, lists and charts, nothing else.</summary>
public sealed record QuarterlyScorecard
{
    /// <summary>Subject line, at most 70 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>40 to 90 characters.</summary>
    public required string Preheader { get; init; }

    /// <summary>Company's name; may be empty.</summary>
    public required string Company { get; init; }

    /// <summary>Whose numbers.</summary>
    public required string Scope { get; init; }

    /// <summary>"Q4 2017".</summary>
    public required string Quarter { get; init; }

    /// <summary>"Q4 2017: Oct 1 to Dec 31, 2017".</summary>
    public required string Eyebrow { get; init; }

    /// <summary>One sentence: metric, size, comparison.</summary>
    public required string Headline { get; init; }

    /// <summary>What the reader must know about the data first; may be empty.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary><c>A4</c> or <c>Letter</c>.</summary>
    public required string Paper { get; init; }

    /// <summary>Whether <see cref="Paper"/> is <c>Letter</c>.</summary>
    public required bool IsLetter { get; init; }

    /// <summary>Head of every page, beside the scope.</summary>
    public required string RunningTitle { get; init; }

    /// <summary>Foot of every page.</summary>
    public required string RunningFoot { get; init; }

    /// <summary>What stands before the number of a page.</summary>
    public required string PageBefore { get; init; }

    /// <summary>What stands between the number of a page and that of all pages.</summary>
    public required string PageBetween { get; init; }

    /// <summary>What stands after them.</summary>
    public required string PageAfter { get; init; }

    /// <summary>File name of the attached PDF.</summary>
    public required string FileName { get; init; }

    /// <summary>The figures of page one, at most eight; those without data are not among them.</summary>
    public required IReadOnlyList<ScorecardTile> Tiles { get; init; }

    /// <summary>In how many columns the tiles stand so that the rows are even: 1 to 5.</summary>
    public required int TileColumns { get; init; }

    /// <summary>Objectives, retention of revenue and cost of a customer, where there is a figure.</summary>
    public required IReadOnlyList<FactLine> Strip { get; init; }

    /// <summary>Figures of page one without data, with the reason; may be empty.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Won revenue by quarter against plan and the year before.</summary>
    public required ScorecardChart? Revenue { get; init; }

    /// <summary>Biggest wins.</summary>
    public required IReadOnlyList<DigestDeal> Wins { get; init; }

    /// <summary>Biggest losses of the quarter.</summary>
    public required IReadOnlyList<DigestDeal> Losses { get; init; }

    /// <summary>Biggest open deals that are overdue or stale.</summary>
    public required IReadOnlyList<DigestDeal> Risks { get; init; }

    /// <summary>All figures with comparisons, targets and trends.</summary>
    public required IReadOnlyList<PerformanceRow> Performance { get; init; }

    /// <summary>The finding of the performance table.</summary>
    public required string PerformanceTitle { get; init; }

    /// <summary>"Q1 16 to Q4 17", over the column of trends.</summary>
    public required string TrendRange { get; init; }

    /// <summary>A row a team or rep; null for a rep.</summary>
    public required ScorecardTable? Teams { get; init; }

    /// <summary>What became of the pipeline that was due in the quarter; null: no data, see <see cref="DriverGaps"/>.</summary>
    public required ScorecardChart? Bridge { get; init; }

    /// <summary>Why revenue and win rate moved, how good forecasts were, what is coming, what is normal: charts of half the width.</summary>
    public required IReadOnlyList<ScorecardChart> Drivers { get; init; }

    /// <summary>Whether there is so little that the definitions begin a page of their own.</summary>
    public required bool IsShort { get; init; }

    /// <summary>What is open and when it is due; null where nothing is open, or where many rows leave no room.</summary>
    public required ScorecardChart? Open { get; init; }

    /// <summary>Drivers without data, with the reason; may be empty.</summary>
    public required IReadOnlyList<string> DriverGaps { get; init; }

    /// <summary>People (help, coaching, retention, engagement and training) and customers (churn, cost, value, new and deeper business); only those with data.</summary>
    public required IReadOnlyList<FactTable> Facts { get; init; }

    /// <summary>Figures about people and customers without data, with the reason; may be empty.</summary>
    public required IReadOnlyList<string> FactGaps { get; init; }

    /// <summary>The finding about objectives.</summary>
    public required string ObjectivesTitle { get; init; }

    /// <summary>The scope's objectives; may be empty.</summary>
    public required IReadOnlyList<ObjectiveRow> Objectives { get; init; }

    /// <summary>The finding about actions.</summary>
    public required string ActionsTitle { get; init; }

    /// <summary>What was agreed; may be empty.</summary>
    public required IReadOnlyList<ActionRow> Actions { get; init; }

    /// <summary>What managers wrote; may be empty.</summary>
    public required IReadOnlyList<CommentLine> Comments { get; init; }

    /// <summary>What each figure is.</summary>
    public required IReadOnlyList<DefinitionLine> Definitions { get; init; }

    /// <summary>Which deals count.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Footer of the mail; its lines stand on the last page too.</summary>
    public required DigestFooter Footer { get; init; }
}

/// <summary>A figure of page one.</summary>
public sealed record ScorecardTile
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Value.</summary>
    public required string Value { get; init; }

    /// <summary>What it is made of; may be empty.</summary>
    public required string Detail { get; init; }

    /// <summary>"Plan 100%: −11 pts", or that there is no target.</summary>
    public required string Plan { get; init; }

    /// <summary>"Q4 2016: 96% (▼ −6.3 pts)"; may be empty.</summary>
    public required string YearAgo { get; init; }

    /// <summary>Verdict.</summary>
    public required DigestStatus Status { get; init; }

    /// <summary>Whether <see cref="Status"/> is a verdict.</summary>
    public required bool HasStatus { get; init; }

    /// <summary>Columns of up to eight quarters; null: fewer than two.</summary>
    public required ChartModel? Spark { get; init; }
}

/// <summary>A chart with its finding as the title.</summary>
/// <param name="Title">The finding, a sentence without full stop.</param>
/// <param name="Caption">What is drawn, its unit and period.</param>
/// <param name="Chart">The drawing.</param>
public sealed record ScorecardChart(string Title, string Caption, ChartModel Chart);

/// <summary>A row of the performance table.</summary>
public sealed record PerformanceRow
{
    /// <summary>Name of the KPI.</summary>
    public required string Name { get; init; }

    /// <summary>Value or "no data".</summary>
    public required string Actual { get; init; }

    /// <summary>Quarter before.</summary>
    public required string Previous { get; init; }

    /// <summary>Change against it.</summary>
    public required string Change { get; init; }

    /// <summary>Same quarter of the year before.</summary>
    public required string YearAgo { get; init; }

    /// <summary>Target; a dash where there is none.</summary>
    public required string Target { get; init; }

    /// <summary>Distance to the target; empty where there is none.</summary>
    public required string OnTarget { get; init; }

    /// <summary>Verdict.</summary>
    public required DigestStatus Status { get; init; }

    /// <summary>Whether <see cref="Status"/> is a verdict.</summary>
    public required bool HasStatus { get; init; }

    /// <summary>Eight quarters; null: fewer than two.</summary>
    public required ChartModel? Trend { get; init; }

    /// <summary>Distance to target; null: no target.</summary>
    public required ChartModel? Bullet { get; init; }
}

/// <summary>The table of teams or reps.</summary>
/// <param name="Title">The finding.</param>
/// <param name="Caption">Columns and order.</param>
/// <param name="NameHeader">Header of the names.</param>
/// <param name="Headers">Headers of the figures.</param>
/// <param name="Rows">Rows.</param>
/// <param name="More">"and 35 more" or empty.</param>
/// <param name="Total">The scope itself.</param>
public sealed record ScorecardTable(
    string Title, string Caption, string NameHeader, IReadOnlyList<string> Headers, IReadOnlyList<ScorecardTableRow> Rows, string More, ScorecardTableRow Total);

/// <summary>A row of the table.</summary>
/// <param name="Name">Team or rep.</param>
/// <param name="Lead">Who leads the team; empty: not known.</param>
/// <param name="Cells">Figures.</param>
public sealed record ScorecardTableRow(string Name, string Lead, IReadOnlyList<ScorecardCell> Cells);

/// <summary>A figure of the table.</summary>
/// <param name="Text">The figure; a flagged one begins with a shape, so that the flag survives without colour.</param>
/// <param name="Tone"><c>bad</c> where a test of all people together names somebody (D13), else <c>plain</c>.</param>
public sealed record ScorecardCell(string Text, string Tone);

/// <summary>What a figure is.</summary>
/// <param name="Name">KPI.</param>
/// <param name="Text">Its definition.</param>
public sealed record DefinitionLine(string Name, string Text);
